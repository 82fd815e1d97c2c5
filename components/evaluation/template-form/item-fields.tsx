"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFormContext } from "#components/form/action-form.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Fieldset } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { replaced, typedUnit, without, type FactChoice, type ItemDraft } from "./draft.ts";

type Props = Readonly<{
  /** In the document: `dimensions.0.items.2`. */
  path: string;
  item: ItemDraft;
  facts: ReadonlyMap<string, FactChoice>;
  onChange: (item: ItemDraft) => void;
  onRemove: () => void;
}>;

/** One indicator of a dimension: its weight, its bands, and what to do about lost points. */
export function ItemFields({ path, item, facts, onChange, onRemove }: Props) {
  const { errors } = useFormContext();
  const fact = facts.get(item.fact);
  const wrong = Object.keys(errors).some((name) => name === path || name.startsWith(`${path}.`));
  const set = (change: Partial<ItemDraft>) => onChange({ ...item, ...change });
  return (
    <details id={path} open={wrong || undefined} className="group rounded-md border">
      <summary className="flex cursor-pointer items-baseline justify-between gap-4 px-3 py-2.5 text-sm">
        <span className="min-w-0 font-medium text-slate-900">{fact?.name ?? item.fact}</span>
        <span className="figures shrink-0 text-slate-700">{item.weight || "—"} 分</span>
      </summary>
      <div className="grid gap-4 border-t p-3">
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
          <FormField id={`${path}.fact`} label="指标" required>
            <Select
              value={item.fact}
              onChange={(event) => set({ fact: event.target.value })}
              options={[...facts.values()].map(({ id, name }) => ({ value: id, label: name }))}
            />
          </FormField>
          <FormField id={`${path}.weight`} label="权重" required>
            <NumberField
              unit="分"
              inputMode="numeric"
              value={item.weight}
              onChange={(event) => set({ weight: event.target.value })}
            />
          </FormField>
        </div>
        {fact?.kind === "text" ? (
          <Categories path={path} item={item} set={set} />
        ) : (
          <Steps path={path} item={item} unit={typedUnit(fact?.unit)} set={set} />
        )}
        <FormField id={`${path}.remedy`} label="改进建议" hint="失分时给企业看">
          <Textarea
            rows={2}
            maxLength={1000}
            value={item.remedy}
            onChange={(event) => set({ remedy: event.target.value })}
          />
        </FormField>
        <Button variant="ghost" size="sm" className="justify-self-start" onClick={onRemove}>
          <Trash2 aria-hidden />
          删除该指标
        </Button>
      </div>
    </details>
  );
}

type BandsProps = Readonly<{
  path: string;
  item: ItemDraft;
  set: (change: Partial<ItemDraft>) => void;
}>;

/** Bands of a number, from the lowest up; the last takes the rest. */
function Steps({ path, item: { steps }, unit, set }: BandsProps & Readonly<{ unit: string }>) {
  const { errors } = useFormContext();
  return (
    <Fieldset
      id={`${path}.steps`}
      legend="分档"
      hint="由小到大；最后一档是其余的数值。至少一档保留 100%。"
      error={errors[path] ?? errors[`${path}.steps`]}
    >
      {steps.map((step, at) => {
        const last = at === steps.length - 1;
        const put = (change: Partial<typeof step>) =>
          set({ steps: replaced(steps, at, { ...step, ...change }) });
        return (
          <div key={at} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-2">
            {last ? (
              <p className="py-2 text-sm text-slate-700">其余</p>
            ) : (
              <FormField id={`${path}.steps.${at}.below`} label="小于">
                <NumberField
                  unit={unit}
                  value={step.below}
                  onChange={(event) => put({ below: event.target.value })}
                />
              </FormField>
            )}
            <Keeps id={`${path}.steps.${at}.keepsBps`} value={step.keeps} onChange={(keeps) => put({ keeps })} />
            <RemoveBand disabled={last} onClick={() => set({ steps: without(steps, at) })} />
          </div>
        );
      })}
      <AddBand onClick={() => set({ steps: [...steps.slice(0, -1), { below: "", keeps: "" }, ...steps.slice(-1)] })} />
    </Fieldset>
  ); // prettier-ignore
}

/** Bands of a word; any other keeps nothing. */
function Categories({ path, item: { categories }, set }: BandsProps) {
  const { errors } = useFormContext();
  return (
    <Fieldset
      id={`${path}.categories`}
      legend="分档"
      hint="取值用顿号隔开，例如 A、B；没有列出的不得分。至少一档保留 100%。"
      error={errors[path] ?? errors[`${path}.categories`]}
    >
      {categories.map((category, at) => {
        const put = (change: Partial<typeof category>) =>
          set({ categories: replaced(categories, at, { ...category, ...change }) });
        return (
          <div key={at} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-end gap-2">
            <FormField id={`${path}.categories.${at}.values`} label="取值">
              <Input value={category.values} onChange={(event) => put({ values: event.target.value })} />
            </FormField>
            <Keeps id={`${path}.categories.${at}.keepsBps`} value={category.keeps} onChange={(keeps) => put({ keeps })} />
            <RemoveBand
              disabled={categories.length === 1}
              onClick={() => set({ categories: without(categories, at) })}
            />
          </div>
        );
      })}
      <AddBand onClick={() => set({ categories: [...categories, { values: "", keeps: "" }] })} />
    </Fieldset>
  ); // prettier-ignore
}

type KeepsProps = Readonly<{ id: string; value: string; onChange: (value: string) => void }>;

const Keeps = ({ id, value, onChange }: KeepsProps) => (
  <FormField id={id} label="保留">
    <NumberField unit="%" value={value} onChange={(event) => onChange(event.target.value)} />
  </FormField>
);

type PressProps = Readonly<{ onClick: () => void }>;

const RemoveBand = (props: PressProps & Readonly<{ disabled: boolean }>) => (
  <Button variant="ghost" size="icon" aria-label="删除这一档" {...props}>
    <Trash2 aria-hidden />
  </Button>
);

const AddBand = ({ onClick }: PressProps) => (
  <Button variant="secondary" size="sm" className="justify-self-start" onClick={onClick}>
    <Plus aria-hidden />
    添加一档
  </Button>
);
