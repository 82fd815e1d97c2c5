"use client";

import { FormCheckboxes, FormField } from "#components/form/form-field.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import {
  guaranteeKinds,
  guaranteeLabels,
  repaymentKinds,
  repaymentLabels,
} from "#lib/kernel/lending-terms.ts";
import {
  approvalModeLabels,
  approvalModes,
  productKinds,
  productKindWords,
} from "#lib/products/model.ts";
import type { EditorTerms } from "./editor-state.ts";
import { useRuleBook } from "./rule-book.tsx";
import { TreePicker } from "./tree-picker.tsx";

export type SectionProps = Readonly<{
  terms: EditorTerms;
  /** `field`: goes on in the same field. */
  onChange: (part: Partial<EditorTerms>, field?: string) => void;
}>;

type TextField = {
  [Key in keyof EditorTerms]: EditorTerms[Key] extends string ? Key : never;
}[keyof EditorTerms];

type FigureProps = SectionProps &
  Readonly<{
    field: Exclude<TextField, "kind" | "approvalMode">;
    label: string;
    unit: string;
    hint?: string;
    required?: boolean;
  }>;

function FigureField({ terms, onChange, field, label, unit, hint, required }: FigureProps) {
  return (
    <FormField id={field} label={label} hint={hint} required={required ?? false}>
      <NumberField
        unit={unit}
        value={terms[field]}
        onChange={({ target }) => onChange({ [field]: target.value }, field)}
      />
    </FormField>
  );
}

export function BasicsSection({ terms, onChange }: SectionProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FormField id="kind" label="产品类型" required>
        <Select
          value={terms.kind}
          options={productKinds.map((kind) => ({
            value: kind,
            label: productKindWords[kind].label,
          }))}
          onChange={({ target }) =>
            onChange({ kind: productKinds.find((kind) => kind === target.value) ?? terms.kind })
          }
        />
      </FormField>
      <FormField id="approvalMode" label="审批方式" required>
        <Select
          value={terms.approvalMode}
          options={approvalModes.map((mode) => ({ value: mode, label: approvalModeLabels[mode] }))}
          onChange={({ target }) =>
            onChange({
              approvalMode:
                approvalModes.find((mode) => mode === target.value) ?? terms.approvalMode,
            })
          }
        />
      </FormField>
      <FormField
        id="summary"
        label="产品简介"
        hint="适合哪些企业、凭什么放款；企业在匹配结果中看到"
        required
        className="sm:col-span-2"
      >
        <Textarea
          rows={2}
          maxLength={300}
          value={terms.summary}
          onChange={({ target }) => onChange({ summary: target.value }, "summary")}
        />
      </FormField>
      <FigureField
        {...{ terms, onChange }}
        field="minimumAmount"
        label="最低金额"
        unit="万元"
        required
      />
      <FigureField
        {...{ terms, onChange }}
        field="maximumAmount"
        label="最高金额"
        unit="万元"
        required
      />
      <FigureField
        {...{ terms, onChange }}
        field="minimumTermMonths"
        label="最短期限"
        unit="个月"
        required
      />
      <FigureField
        {...{ terms, onChange }}
        field="maximumTermMonths"
        label="最长期限"
        unit="个月"
        required
      />
    </div>
  );
}

export function PromiseSection({ terms, onChange }: SectionProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FigureField
        {...{ terms, onChange }}
        field="promisedDays"
        label="承诺答复"
        unit="天"
        required
      />
      <FigureField
        {...{ terms, onChange }}
        field="weeklyCapacity"
        label="每周受理能力"
        unit="件"
        hint="每周最多受理的申请数；留空为不限"
      />
      <Checkbox
        label="政策性产品"
        description="执行政府贴息、担保或专项政策"
        checked={terms.policyBased}
        onChange={({ target }) => onChange({ policyBased: target.checked })}
      />
      <FigureField
        {...{ terms, onChange }}
        field="subsidy"
        label="财政贴息"
        unit="%"
        hint="按年利率计；没有可留空"
      />
      <FormField id="subsidyNote" label="贴息说明" hint="依据与领取方式" className="sm:col-span-2">
        <Textarea
          rows={2}
          maxLength={200}
          value={terms.subsidyNote}
          onChange={({ target }) => onChange({ subsidyNote: target.value }, "subsidyNote")}
        />
      </FormField>
    </div>
  );
}

/** The list with this value in or out, in the order of all values. */
const toggled = (all: readonly string[], chosen: readonly string[], value: string) =>
  all.filter((one) => (one === value ? !chosen.includes(one) : chosen.includes(one)));

export function ScopeSection({ terms, onChange }: SectionProps) {
  const { regions, industries } = useRuleBook();
  return (
    <div className="grid gap-4">
      <div id="regionCodes" tabIndex={-1}>
        <TreePicker
          label="服务区域"
          tree={regions}
          chosen={terms.regionCodes}
          none="全省"
          onChange={(regionCodes) => onChange({ regionCodes })}
        />
      </div>
      <div id="industryCodes" tabIndex={-1}>
        <TreePicker
          label="服务行业（GB/T 4754）"
          tree={industries}
          chosen={terms.industryCodes}
          none="全部行业"
          onChange={(industryCodes) => onChange({ industryCodes })}
        />
      </div>
      <FormCheckboxes id="guaranteeKinds" legend="担保方式" required columns={2}>
        {guaranteeKinds.map((kind) => (
          <Checkbox
            key={kind}
            label={guaranteeLabels[kind]}
            checked={terms.guaranteeKinds.includes(kind)}
            onChange={() =>
              onChange({ guaranteeKinds: toggled(guaranteeKinds, terms.guaranteeKinds, kind) })
            }
          />
        ))}
      </FormCheckboxes>
      <FormCheckboxes id="repaymentKinds" legend="还款方式" columns={2}>
        {repaymentKinds.map((kind) => (
          <Checkbox
            key={kind}
            label={repaymentLabels[kind]}
            checked={terms.repaymentKinds.includes(kind)}
            onChange={() =>
              onChange({ repaymentKinds: toggled(repaymentKinds, terms.repaymentKinds, kind) })
            }
          />
        ))}
      </FormCheckboxes>
    </div>
  );
}

type DataProps = SectionProps &
  Readonly<{ items: readonly Readonly<{ id: string; name: string }>[] }>;

export function DataSection({ terms, onChange, items }: DataProps) {
  const ids = items.map(({ id }) => id);
  return (
    <div className="grid gap-4">
      <FormCheckboxes
        id="requiredItems"
        legend="需要授权的数据项"
        hint="企业申请时，授权书按此预填；只选用得到的"
        required
        columns={3}
      >
        {items.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={terms.requiredItems.includes(id)}
            onChange={() => onChange({ requiredItems: toggled(ids, terms.requiredItems, id) })}
          />
        ))}
      </FormCheckboxes>
      <FormField id="materials" label="所需材料" hint="平台数据以外要企业提供的，每行一项">
        <Textarea
          rows={3}
          value={terms.materials}
          onChange={({ target }) => onChange({ materials: target.value }, "materials")}
        />
      </FormField>
    </div>
  );
}
