"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { ActionForm, useFormContext } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Fieldset } from "#components/ui/field.tsx";
import { TOTAL_POINTS, type EvaluationTemplate } from "#lib/evaluation/model.ts";
import { DimensionFields } from "./dimension-fields.tsx";
import {
  freeName,
  replaced,
  toDocument,
  toDraft,
  weightOf,
  without,
  type DimensionDraft,
  type Draft,
  type FactChoice,
} from "./draft.ts";
import { GradeFields } from "./grade-fields.tsx";
import { IdentityFields, type RegionChoice } from "./identity-fields.tsx";
import { VetoFields } from "./veto-fields.tsx";

type Props = Readonly<{
  template: EvaluationTemplate;
  facts: readonly FactChoice[];
  regions: readonly RegionChoice[];
  action: (before: FormState, form: FormData) => Promise<FormState>;
}>;

/** A new version of a template, from the one it starts with; the server names every problem of it. */
export function TemplateForm({ template, facts, regions, action }: Props) {
  const [byId] = useState(() => new Map(facts.map((fact) => [fact.id, fact])));
  const [draft, setDraft] = useState(() => toDraft(template, byId));
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  async function send(before: FormState, form: FormData) {
    form.set("text", JSON.stringify(toDocument(draft, TOTAL_POINTS, byId)));
    return action(before, form);
  }
  return (
    <ActionForm action={send} className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <IdentityFields draft={draft} regions={regions} onChange={set} />
      <Dimensions
        dimensions={draft.dimensions}
        facts={byId}
        onChange={(dimensions) => set({ dimensions })}
      />
      <GradeFields grades={draft.grades} onChange={(grades) => set({ grades })} />
      <VetoFields
        vetoes={draft.vetoes}
        grades={draft.grades}
        facts={byId}
        onChange={(vetoes) => set({ vetoes })}
      />
      <div className="bg-background/95 sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-between gap-3 border-t px-4 py-3 backdrop-blur-sm sm:mx-0 sm:px-0">
        <Sum weight={weightOf(draft)} />
        <FormSubmit>存为草稿</FormSubmit>
      </div>
    </ActionForm>
  );
}

/** The rule that is broken most often, while it is being typed. */
function Sum({ weight }: { readonly weight: number }) {
  const off = TOTAL_POINTS - weight;
  return (
    <p role="status" className="figures text-sm text-slate-700">
      权重合计 <span className="font-semibold text-slate-900">{weight}</span> / {TOTAL_POINTS} 分
      {off === 0 ? null : (
        <span className="text-danger">{off > 0 ? `，还差 ${off} 分` : `，超出 ${-off} 分`}</span>
      )}
    </p>
  );
}

type DimensionsProps = Readonly<{
  dimensions: readonly DimensionDraft[];
  facts: ReadonlyMap<string, FactChoice>;
  onChange: (dimensions: readonly DimensionDraft[]) => void;
}>;

function Dimensions({ dimensions, facts, onChange }: DimensionsProps) {
  const { errors } = useFormContext();
  const used = dimensions.flatMap(({ items }) => items.map(({ fact }) => fact));
  const free = [...facts.values()].filter(({ id }) => !used.includes(id));
  const id = freeName(
    "dimension",
    dimensions.map((dimension) => dimension.id),
  );
  return (
    <Fieldset id="dimensions" legend="维度与指标" error={errors["dimensions"]}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {dimensions.map((dimension, at) => (
          <DimensionFields
            key={dimension.id}
            path={`dimensions.${at}`}
            dimension={dimension}
            facts={facts}
            free={free}
            onChange={(changed) => onChange(replaced(dimensions, at, changed))}
            onRemove={() => onChange(without(dimensions, at))}
          />
        ))}
        <Button
          variant="secondary"
          className="justify-self-start"
          onClick={() => onChange([...dimensions, { id, name: "", items: [] }])}
        >
          <Plus aria-hidden />
          添加维度
        </Button>
      </div>
    </Fieldset>
  );
}
