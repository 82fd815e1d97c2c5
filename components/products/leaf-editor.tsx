"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { useRuleBook } from "./rule-book.tsx";
import { leafFor, type EditorLeaf, type FactChoice } from "./editor-state.ts";
import { TreePicker } from "./tree-picker.tsx";

type Props = Readonly<{
  leaf: EditorLeaf;
  /** Tells this condition from the others when its controls are read out. */
  name: string;
  onChange: (leaf: EditorLeaf, typing?: boolean) => void;
}>;

/** One condition: what is looked at, how, and against which value. */
export function LeafEditor({ leaf, name, onChange }: Props) {
  const { facts, groups } = useRuleBook();
  const fact = facts.get(leaf.fact);
  return (
    <div className="grid min-w-0 gap-2">
      <div className="grid min-w-0 gap-2 sm:grid-cols-[minmax(0,1.3fr)_9rem]">
        <Select
          aria-label={`${name}：看什么`}
          value={leaf.fact}
          onChange={(event) => {
            const next = facts.get(event.target.value);
            if (next) onChange(leafFor(next));
          }}
        >
          {fact ? null : <option value={leaf.fact}>未知的项目 {leaf.fact}</option>}
          {groups.map(({ group, choices }) => (
            <optgroup key={group} label={group}>
              {choices.map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {choice.label}
                  {choice.unit ? `（${choice.unit}）` : ""}
                  {choice.share === null ? "" : ` · ${choice.share}% 的企业有`}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
        <Operator leaf={leaf} fact={fact} name={name} onChange={onChange} />
      </div>
      <Values leaf={leaf} fact={fact} name={name} onChange={onChange} />
      {fact ? (
        <p className="text-muted-foreground text-xs">
          来源：{fact.items || (fact.group === "企业的申请" ? "企业填写的需求" : "登记信息")}
          {fact.share === null ? "" : `；同意平台处理的企业中约 ${fact.share}% 有此数据`}
        </p>
      ) : null}
    </div>
  );
}

type Part = Props & Readonly<{ fact: FactChoice | undefined }>;

const numberOperators = [
  { value: "at_least", label: "不少于 ≥" },
  { value: "above", label: "大于 >" },
  { value: "at_most", label: "不超过 ≤" },
  { value: "below", label: "小于 <" },
  { value: "between", label: "介于" },
];
const wordOperators = [
  { value: "one_of", label: "是其中之一" },
  { value: "none_of", label: "不是其中任何" },
];

function Operator({ leaf, name, onChange }: Part) {
  switch (leaf.kind) {
    case "in_regions":
    case "in_industries":
      return <p className="self-center text-sm text-slate-700">属于</p>;
    case "one_of":
    case "none_of":
      return (
        <Select
          aria-label={`${name}：怎样比较`}
          value={leaf.kind}
          options={wordOperators}
          onChange={({ target }) =>
            onChange({ ...leaf, kind: target.value === "one_of" ? "one_of" : "none_of" })
          }
        />
      );
    default:
      return (
        <Select
          aria-label={`${name}：怎样比较`}
          value={leaf.kind}
          options={numberOperators}
          onChange={({ target }) => onChange(compared(leaf, target.value))}
        />
      );
  }
}

type NumberLeaf = Exclude<
  EditorLeaf,
  { kind: "one_of" | "none_of" | "in_regions" | "in_industries" }
>;

/** The same figure, compared another way. */
function compared(leaf: NumberLeaf, kind: string): EditorLeaf {
  const { fact } = leaf;
  const value = leaf.kind === "between" ? leaf.low : leaf.value;
  switch (kind) {
    case "between":
      return { kind, fact, low: value, high: leaf.kind === "between" ? leaf.high : "" };
    case "above":
    case "at_most":
    case "below":
      return { kind, fact, value };
    default:
      return { kind: "at_least", fact, value };
  }
}

function Values({ leaf, fact, name, onChange }: Part) {
  const { regions, industries } = useRuleBook();
  const unit = fact?.unit ?? "";
  switch (leaf.kind) {
    case "in_regions":
      return (
        <TreePicker
          label={`${name}：地区`}
          tree={regions}
          chosen={leaf.regions}
          none="尚未选择"
          onChange={(codes) => onChange({ ...leaf, regions: codes })}
        />
      );
    case "in_industries":
      return (
        <TreePicker
          label={`${name}：行业`}
          tree={industries}
          chosen={leaf.industries}
          none="尚未选择"
          onChange={(codes) => onChange({ ...leaf, industries: codes })}
        />
      );
    case "one_of":
    case "none_of":
      return <WordValues leaf={leaf} fact={fact} name={name} onChange={onChange} />;
    case "between":
      return (
        <div className="grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2">
          <NumberField
            aria-label={`${name}：下限`}
            unit={unit}
            value={leaf.low}
            onChange={({ target }) => onChange({ ...leaf, low: target.value }, true)}
          />
          <span aria-hidden>至</span>
          <NumberField
            aria-label={`${name}：上限`}
            unit={unit}
            value={leaf.high}
            onChange={({ target }) => onChange({ ...leaf, high: target.value }, true)}
          />
        </div>
      );
    default:
      return (
        <NumberField
          aria-label={`${name}：数值`}
          className="sm:max-w-64"
          unit={unit}
          value={leaf.value}
          onChange={({ target }) => onChange({ ...leaf, value: target.value }, true)}
        />
      );
  }
}

function WordValues({ leaf, fact, name, onChange }: Part) {
  if (leaf.kind !== "one_of" && leaf.kind !== "none_of") return null;
  const { values } = leaf;
  if (!fact?.values) {
    return (
      <Input
        aria-label={`${name}：值，用顿号分开`}
        value={values.join("、")}
        onChange={({ target }) =>
          onChange({ ...leaf, values: target.value.split("、").filter(Boolean) }, true)
        }
      />
    );
  }
  return (
    <div role="group" aria-label={`${name}：值`} className="flex flex-wrap gap-x-4">
      {fact.values.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={values.includes(value)}
          onChange={({ target }) =>
            onChange({
              ...leaf,
              values: target.checked
                ? [...values, value]
                : values.filter((other) => other !== value),
            })
          }
        />
      ))}
    </div>
  );
}
