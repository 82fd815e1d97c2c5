"use client";

import { FormField } from "#components/form/form-field.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Draft } from "./draft.ts";

export type RegionChoice = Readonly<{ code: string; name: string }>;

type Props = Readonly<{
  draft: Draft;
  regions: readonly RegionChoice[];
  onChange: (change: Partial<Draft>) => void;
}>;

/** Whose template it is, for where, and from when. */
export function IdentityFields({ draft, regions, onChange }: Props) {
  return (
    <Card>
      <CardHeader title="基本信息" />
      <CardBody className="grid gap-5 sm:grid-cols-2">
        <FormField id="name" label="名称" required className="sm:col-span-2">
          <Input
            value={draft.name}
            maxLength={200}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </FormField>
        <FormField
          id="id"
          label="代号"
          hint="小写字母、数字和连字符；同一办法的各版用同一代号"
          required
        >
          <Input
            value={draft.id}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => onChange({ id: event.target.value })}
          />
        </FormField>
        <FormField id="version" label="版本" hint="已有的版本不能改动" required>
          <Input
            inputMode="numeric"
            value={draft.version}
            onChange={(event) => onChange({ version: event.target.value })}
          />
        </FormField>
        <FormField
          id="source"
          label="依据"
          hint="所依据的文件；其中不是现行标准的部分请写明"
          required
          className="sm:col-span-2"
        >
          <Textarea
            rows={3}
            maxLength={1000}
            value={draft.source}
            onChange={(event) => onChange({ source: event.target.value })}
          />
        </FormField>
        <FormField id="regionCode" label="适用地区" hint="地区越小越优先">
          <Select
            value={draft.regionCode}
            placeholder="不限地区"
            onChange={(event) => onChange({ regionCode: event.target.value })}
            options={regions.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </FormField>
        <FormField id="leastKnownBps" label="最低数据完整度" hint="已知权重不足时不评级">
          <NumberField
            unit="%"
            value={draft.leastKnown}
            onChange={(event) => onChange({ leastKnown: event.target.value })}
          />
        </FormField>
        <FormField id="validFrom" label="生效日" required>
          <Input
            type="date"
            value={draft.validFrom}
            onChange={(event) => onChange({ validFrom: event.target.value })}
          />
        </FormField>
        <FormField id="validTo" label="截止日" hint="留空为长期">
          <Input
            type="date"
            value={draft.validTo}
            onChange={(event) => onChange({ validTo: event.target.value })}
          />
        </FormField>
        <Checkbox
          className="sm:col-span-2"
          checked={draft.example}
          onChange={(event) => onChange({ example: event.target.checked })}
          label="示例"
          description="不是主管部门发布的办法。勾选后，凡显示评价之处都标明“示例模板”。"
        />
      </CardBody>
    </Card>
  );
}
