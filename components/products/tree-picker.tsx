"use client";

import { Disclosure } from "#components/ui/disclosure.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";

export type Tree = readonly Readonly<{
  code: string;
  name: string;
  parts: readonly Readonly<{ code: string; name: string }>[];
}>[];

type Props = Readonly<{
  label: string;
  tree: Tree;
  chosen: readonly string[];
  /** What none chosen means. */
  none: string;
  onChange: (codes: readonly string[]) => void;
}>;

/** Places or industries: a whole branch, or some of its parts. A whole takes its parts with it. */
export function TreePicker({ label, tree, chosen, none, onChange }: Props) {
  const has = (code: string) => chosen.includes(code);
  function toggle(code: string, within: readonly string[] = []) {
    const left = chosen.filter((other) => other !== code && !within.includes(other));
    onChange(has(code) ? left : [...left, code]);
  }
  return (
    <fieldset className="min-w-0 rounded-md border px-3 py-2">
      <legend className="px-1 text-xs text-slate-600">
        {label}：{namesOf(tree, chosen) || none}
      </legend>
      <Disclosure summary="选择">
        <ul className="grid gap-x-6 sm:grid-cols-2">
          {tree.map(({ code, name, parts }) => (
            <li key={code}>
              <Checkbox
                label={name}
                checked={has(code)}
                onChange={() =>
                  toggle(
                    code,
                    parts.map((part) => part.code),
                  )
                }
              />
              {parts.length > 0 && !has(code) ? (
                <Disclosure summary={`${name}的一部分`} className="ml-6">
                  {parts.map((part) => (
                    <Checkbox
                      key={part.code}
                      label={part.name}
                      checked={has(part.code)}
                      onChange={() => toggle(part.code)}
                    />
                  ))}
                </Disclosure>
              ) : null}
            </li>
          ))}
        </ul>
      </Disclosure>
    </fieldset>
  );
}

const namesOf = (tree: Tree, chosen: readonly string[]): string =>
  tree
    .flatMap(({ code, name, parts }) => [
      { code, name },
      ...parts.map((part) => ({ code: part.code, name: part.name })),
    ])
    .filter(({ code }) => chosen.includes(code))
    .map(({ name }) => name)
    .join("、");
