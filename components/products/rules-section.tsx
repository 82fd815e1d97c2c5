"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ProductProblem } from "#lib/products/index.ts";
import { ConditionEditor, firstLeaf } from "./condition-editor.tsx";
import type { EditorRule } from "./editor-state.ts";

type Props = Readonly<{
  rules: readonly EditorRule[];
  /** By the rule's id; null: it cannot be read; absent: not asked yet. */
  sentences: Readonly<Record<string, string | null>>;
  problems: readonly ProductProblem[];
  fields: Readonly<Record<string, string>>;
  onChange: (rules: readonly EditorRule[], field: string | null) => void;
}>;

/** The institution's own conditions, each with the sentence that an enterprise will read. */
export function RulesSection({ rules, sentences, problems, fields, onChange }: Props) {
  const put = (place: number, next: EditorRule, typing: string | null) =>
    onChange(
      rules.map((rule, index) => (index === place ? next : rule)),
      typing === null ? null : `rules.${place}.${typing}`,
    );
  return (
    <div className="grid gap-4">
      {rules.map((rule, place) => (
        <RuleEditor
          key={rule.id}
          rule={rule}
          place={place}
          sentence={sentences[rule.id]}
          problems={problems.filter(({ at }) => at === `rules.${place}`)}
          error={Object.entries(fields).find(([path]) => path.startsWith(`rules.${place}.`))?.[1]}
          onChange={(next, typing) => put(place, next, typing)}
          onRemove={() =>
            onChange(
              rules.filter((_, index) => index !== place),
              null,
            )
          }
        />
      ))}
      {rules.length === 0 ? (
        <p className="text-muted-foreground text-sm">
          还没有准入规则：除产品自身的额度、期限、区域等条件外，任何企业都可申请。
        </p>
      ) : null}
      <div>
        <Button
          variant="secondary"
          onClick={() =>
            onChange(
              [
                ...rules,
                {
                  id: freshId(rules),
                  name: "",
                  condition: firstLeaf,
                  otherwise: "reject",
                  remedy: "",
                },
              ],
              null,
            )
          }
        >
          <Plus aria-hidden />
          添加规则
        </Button>
      </div>
    </div>
  );
}

/** The first number that no rule of this draft bears. */
function freshId(rules: readonly EditorRule[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  let number = rules.length + 1;
  while (taken.has(`rule-${number}`)) number += 1;
  return `rule-${number}`;
}

type RuleProps = Readonly<{
  rule: EditorRule;
  place: number;
  sentence: string | null | undefined;
  problems: readonly ProductProblem[];
  error: string | undefined;
  onChange: (rule: EditorRule, typing: string | null) => void;
  onRemove: () => void;
}>;

function RuleEditor({ rule, place, sentence, problems, error, onChange, onRemove }: RuleProps) {
  const id = (field: string) => `rules.${place}.${field}`;
  const title = `规则 ${place + 1}`;
  return (
    <section aria-label={title} className="grid min-w-0 gap-3 rounded-lg border p-3 sm:p-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field id={id("name")} label={`${title} 名称`} required className="min-w-0 flex-1">
          <Input
            value={rule.name}
            maxLength={30}
            placeholder="例如：经营年限"
            onChange={({ target }) => onChange({ ...rule, name: target.value }, "name")}
          />
        </Field>
        <Button variant="ghost" aria-label={`删除${title}`} onClick={onRemove}>
          <Trash2 aria-hidden />
          删除规则
        </Button>
      </div>
      <div id={id("condition")} tabIndex={-1}>
        <ConditionEditor
          condition={rule.condition}
          name={`${title} 条件`}
          depth={1}
          onChange={(condition, typing) =>
            onChange({ ...rule, condition }, typing ? "condition" : null)
          }
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
        <Field id={id("otherwise")} label="不满足时">
          <Select
            value={rule.otherwise}
            options={[
              { value: "reject", label: "不予准入" },
              { value: "review", label: "转人工审查" },
            ]}
            onChange={({ target }) =>
              onChange(
                { ...rule, otherwise: target.value === "review" ? "review" : "reject" },
                null,
              )
            }
          />
        </Field>
        <Field id={id("remedy")} label="不满足时告诉企业" hint="企业可以怎么做；没有可留空">
          <Input
            value={rule.remedy}
            maxLength={200}
            onChange={({ target }) => onChange({ ...rule, remedy: target.value }, "remedy")}
          />
        </Field>
      </div>
      <p aria-live="polite" className="rounded-md bg-slate-50 px-3 py-2 text-sm text-slate-800">
        {error ? (
          <span className="text-danger">{error}</span>
        ) : sentence ? (
          <>
            要求{sentence}；否则{rule.otherwise === "reject" ? "不予准入" : "转人工审查"}。
          </>
        ) : (
          <span className="text-muted-foreground">填写后，这里显示企业将看到的文字。</span>
        )}
      </p>
      {problems.map(({ kind, message, example }) => (
        <Callout key={`${kind}${message}`} tone="warning" title={message}>
          {example}
        </Callout>
      ))}
    </section>
  );
}
