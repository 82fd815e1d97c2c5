"use client";

import { ChevronRight, Search } from "lucide-react";
import { useState } from "react";
import { FormCheckboxes } from "#components/form/form-field.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import type { ItemChoice } from "./item-choices.ts";

type Props = Readonly<{
  items: readonly ItemChoice[];
  chosen: readonly string[];
  legend: string;
  hint: string;
  /** Marked with a word, for example what an authorisation at hand lacks. */
  marked?: Readonly<{ ids: readonly string[]; word: string }>;
}>;

/** So many classes are open at first, and every one that something is chosen in. */
const OPEN_AT_FIRST = 4;

export function ItemPicker({ items, chosen, legend, hint, marked }: Props) {
  const [on, setOn] = useState<ReadonlySet<string>>(new Set(chosen));
  const [words, setWords] = useState("");
  const groups = [...Map.groupBy(items, ({ group }) => group)];
  const found = ({ name, group }: ItemChoice) =>
    words === "" || name.includes(words) || group.includes(words);
  const set = (ids: readonly string[], to: boolean) =>
    setOn((before) => {
      const after = new Set(before);
      for (const id of ids) if (to) after.add(id);
      else after.delete(id);
      return after;
    });
  // By what was chosen at first alone: a class does not close under the last tick taken away.
  const openAtFirst = (ids: readonly string[], place: number) =>
    chosen.length === 0 ? place < OPEN_AT_FIRST : ids.some((id) => chosen.includes(id));
  const count = items.filter(({ id }) => on.has(id)).length;
  return (
    <FormCheckboxes id="items" legend={legend} hint={hint} required>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="relative w-full sm:w-64">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-slate-500"
          />
          <Input
            type="search"
            aria-label="查找数据项"
            placeholder="查找数据项"
            className="pl-9"
            value={words}
            onChange={(event) => setWords(event.target.value.trim())}
            onKeyDown={(event) => {
              // Looking for an item is not sending the form.
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        </div>
        <p aria-live="polite" className="text-muted-foreground text-sm">
          已选 <strong className="figures text-slate-900">{count}</strong> 项
        </p>
      </div>
      <div className="divide-y rounded-lg border">
        {groups.map(([group, own], place) => {
          const ids = own.map(({ id }) => id);
          const picked = ids.filter((id) => on.has(id)).length;
          const matches = own.filter(found).length;
          return (
            <details
              key={`${group}${words === "" ? "" : "?"}`}
              open={words !== "" || openAtFirst(ids, place)}
              hidden={matches === 0}
              className="group"
            >
              <summary className="flex min-h-11 items-center justify-between gap-3 px-4 py-2 hover:bg-slate-50 sm:min-h-10">
                <span className="flex items-center gap-1.5 text-sm font-medium">
                  <ChevronRight
                    aria-hidden
                    className="size-4 text-slate-500 transition-transform group-open:rotate-90"
                  />
                  {group}
                </span>
                <span className="flex items-center gap-2 text-xs text-slate-600">
                  {picked > 0 ? <Badge tone="primary">{`${picked} / ${own.length}`}</Badge> : `${own.length} 项`}
                </span>
              </summary>
              <div className="grid gap-x-6 gap-y-0.5 px-4 pb-3 sm:grid-cols-2">
                {own.map((item) => (
                  <div key={item.id} hidden={!found(item)}>
                    <Checkbox
                      name="items"
                      value={item.id}
                      checked={on.has(item.id)}
                      onChange={(event) => set([item.id], event.target.checked)}
                      label={
                        <>
                          {item.name}
                          {marked?.ids.includes(item.id) ? (
                            <Badge tone="warning" className="ml-1.5">
                              {marked.word}
                            </Badge>
                          ) : null}
                        </>
                      }
                      description={item.hint}
                    />
                  </div>
                ))}
                {own.length > 1 ? (
                  <Button
                    variant="link"
                    size="inline"
                    className="justify-self-start sm:col-span-2"
                    onClick={() => set(ids, picked < own.length)}
                  >
                    {picked < own.length ? `全选${group}` : `清空${group}`}
                  </Button>
                ) : null}
              </div>
            </details>
          );
        })}
        {items.some(found) ? null : (
          <p className="text-muted-foreground px-4 py-6 text-center text-sm">
            没有名称含“{words}”的数据项。
          </p>
        )}
      </div>
    </FormCheckboxes>
  );
}
