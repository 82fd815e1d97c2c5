"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ItemChoice } from "./item-choices.ts";
import { lendingPurposes } from "./purpose-terms.ts";
import type { FormAction } from "./sign-form.tsx";
import { TermsFields, type TermsChosen } from "./terms-fields.tsx";

type Props = Readonly<{
  action: FormAction;
  institutions: readonly Readonly<{ id: string; name: string }>[];
  items: readonly ItemChoice[];
  chosen: TermsChosen & Readonly<{ institutionId: string }>;
  /** The demand and product version that the authorisation is for, passed on to the signing page. */
  onward: Readonly<{ demand: string; version: string }>;
  today: string;
}>;

export function AuthorisationForm(props: Props) {
  const { action, institutions, items, chosen, onward, today } = props;
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
      <TermsFields
        purposes={lendingPurposes.map(({ code }) => code)}
        items={items}
        chosen={chosen}
        today={today}
        words={{
          legend: "授权查看的数据",
          hint: "只勾选该机构需要的数据。行政处罚、失信名单等公开信息无需授权。",
        }}
      />
      <FormSubmit size="lg" className="sm:justify-self-start">
        下一步：阅读授权书
      </FormSubmit>
    </ActionForm>
  );
}
