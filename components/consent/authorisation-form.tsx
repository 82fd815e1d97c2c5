"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormCheckboxes, FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { NumberField } from "#components/ui/number-field.tsx";
import { Select } from "#components/ui/select.tsx";

type Props = Readonly<{
  action: (before: FormState, form: FormData) => Promise<FormState>;
  institutions: readonly Readonly<{ id: string; name: string }>[];
  items: readonly Readonly<{ id: string; name: string; department: string }>[];
  chosen: Readonly<{ institutionId: string; items: readonly string[] }>;
  /** The demand and product version that the authorisation is for, passed on to the signing page. */
  onward: Readonly<{ demand: string; version: string }>;
  today: string;
  endsOn: string;
}>;

export function AuthorisationForm({
  action,
  institutions,
  items,
  chosen,
  onward,
  today,
  endsOn,
}: Props) {
  return (
    <ActionForm action={action} className="grid gap-6">
      <input type="hidden" name="demand" value={onward.demand} />
      <input type="hidden" name="version" value={onward.version} />
      <FormField id="institutionId" label="被授权的金融机构" required>
        <Select
          name="institutionId"
          placeholder="请选择"
          defaultValue={chosen.institutionId}
          options={institutions.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </FormField>
      <FormCheckboxes
        id="items"
        legend="授权查看的数据"
        hint="只勾选该机构需要的数据。行政处罚、失信名单等公开信息无需授权。"
        columns={2}
        required
      >
        {items.map((item) => (
          <Checkbox
            key={item.id}
            name="items"
            value={item.id}
            label={item.name}
            description={`来自${item.department}`}
            defaultChecked={chosen.items.includes(item.id)}
          />
        ))}
      </FormCheckboxes>
      <div className="grid gap-5 sm:grid-cols-3">
        <FormField id="maximumQueries" label="查询次数" hint="1 至 50 次" required>
          <NumberField name="maximumQueries" unit="次" inputMode="numeric" defaultValue="3" />
        </FormField>
        <FormField id="startsOn" label="开始日期" required>
          <Input name="startsOn" type="date" min={today} defaultValue={today} />
        </FormField>
        <FormField id="endsOn" label="结束日期" hint="最长一年，可随时撤回" required>
          <Input name="endsOn" type="date" min={today} defaultValue={endsOn} />
        </FormField>
      </div>
      <p className="text-muted-foreground text-sm">用途与阶段：贷前审查。</p>
      <FormSubmit size="lg" className="sm:justify-self-start">
        下一步：阅读授权书
      </FormSubmit>
    </ActionForm>
  );
}
