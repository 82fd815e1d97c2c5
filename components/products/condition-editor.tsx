"use client";

import { FolderPlus, Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Select } from "#components/ui/select.tsx";
import type { EditorCondition } from "./editor-state.ts";
import { LeafEditor } from "./leaf-editor.tsx";

type Props = Readonly<{
  condition: EditorCondition;
  /** Where it stands: 条件 1.2. */
  name: string;
  depth: number;
  /** `typing`: goes on in the same field, so that taking it back takes all of it back. */
  onChange: (condition: EditorCondition, typing?: boolean) => void;
  /** Absent where it is the only one of its rule. */
  onRemove?: () => void;
}>;

const DEEPEST = 5;
export const firstLeaf: EditorCondition = {
  kind: "at_least",
  fact: "monthsEstablished",
  value: "",
};

/** A condition or a group of them, turned round or not, at any depth. */
export function ConditionEditor({ condition, name, depth, onChange, onRemove }: Props) {
  const turned = condition.kind === "not";
  const inner = turned ? condition.condition : condition;
  const keep = (next: EditorCondition, typing = false) =>
    onChange(turned ? { kind: "not", condition: next } : next, typing);
  return (
    <div
      role="group"
      aria-label={name}
      className={
        depth > 1 ? "grid min-w-0 gap-2 border-l-2 border-slate-200 pl-3" : "grid min-w-0 gap-2"
      }
    >
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <span className="text-muted-foreground text-xs">{name}</span>
        <span className="flex flex-wrap items-center gap-x-3">
          <Checkbox
            label="取反（不满足以下条件）"
            checked={turned}
            onChange={() => onChange(turned ? inner : { kind: "not", condition: inner })}
          />
          {onRemove ? (
            <Button variant="ghost" size="sm" aria-label={`删除${name}`} onClick={onRemove}>
              <Trash2 aria-hidden />
              删除
            </Button>
          ) : null}
        </span>
      </div>
      {"conditions" in inner ? (
        <GroupEditor group={inner} name={name} depth={depth} onChange={keep} />
      ) : "condition" in inner ? (
        <ConditionEditor condition={inner} name={name} depth={depth + 1} onChange={keep} />
      ) : (
        <>
          <LeafEditor leaf={inner} name={name} onChange={keep} />
          {depth < DEEPEST ? (
            <div>
              <Button
                variant="ghost"
                size="sm"
                onClick={() => keep({ kind: "all", conditions: [inner, firstLeaf] })}
              >
                <FolderPlus aria-hidden />
                再加一个条件，组成条件组
              </Button>
            </div>
          ) : null}
        </>
      )}
    </div>
  );
}

type GroupProps = Readonly<{
  group: Extract<EditorCondition, { kind: "all" | "any" }>;
  name: string;
  depth: number;
  onChange: (condition: EditorCondition, typing?: boolean) => void;
}>;

const groupKinds = [
  { value: "all", label: "以下条件全部满足" },
  { value: "any", label: "以下条件满足任一" },
];

function GroupEditor({ group, name, depth, onChange }: GroupProps) {
  const { conditions } = group;
  const add = useRef<HTMLButtonElement>(null);
  const put = (place: number, next: EditorCondition, typing = false) =>
    onChange(
      { ...group, conditions: conditions.map((one, index) => (index === place ? next : one)) },
      typing,
    );
  function remove(place: number) {
    const left = conditions.filter((_, index) => index !== place);
    const [only, ...others] = left;
    // A group of one is that one.
    onChange(only && others.length === 0 ? only : { ...group, conditions: left });
    // The button that was pressed is gone; the keyboard goes on from here.
    add.current?.focus();
  }
  return (
    <div className="grid min-w-0 gap-3">
      <Select
        aria-label={`${name}：条件之间的关系`}
        value={group.kind}
        options={groupKinds}
        className="sm:max-w-60"
        onChange={({ target }) =>
          onChange({ ...group, kind: target.value === "any" ? "any" : "all" })
        }
      />
      {conditions.map((part, place) => (
        <ConditionEditor
          // Conditions have no names of their own; they are told apart by their place.
          key={place}
          condition={part}
          name={`${name}.${place + 1}`}
          depth={depth + 1}
          onChange={(next, typing) => put(place, next, typing)}
          onRemove={() => remove(place)}
        />
      ))}
      <div>
        <Button
          ref={add}
          variant="secondary"
          size="sm"
          onClick={() => onChange({ ...group, conditions: [...conditions, firstLeaf] })}
        >
          <Plus aria-hidden />
          添加条件
        </Button>
      </div>
    </div>
  );
}
