import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Scorecard } from "#lib/scoring/model.ts";
import type { FormAction } from "#components/form/form-state.ts";

type Props = Readonly<{ id: string; card: Scorecard; action: FormAction }>;

/** What each reason code of a draft says, and what can be done about it: what an enterprise will read. */
export function ReasonsForm({ id, card, action }: Props) {
  const silent = card.reasons.filter(({ text, remedy }) => !text.trim() || !remedy.trim());
  return (
    <Card>
      <CardHeader
        title="原因与改进建议"
        description={`企业与信贷员看到的就是这些文字。评分卡不能改动，保存后成为新的一版草稿；${silent.length === 0 ? "文字已齐全。" : `还有 ${silent.length} 个原因代码没有文字。`}`}
      />
      <CardBody>
        <Disclosure summary={silent.length > 0 ? "填写文字" : "修改文字"} open={silent.length > 0}>
          <ActionForm action={action} className="grid gap-5" idPrefix="reason-">
            <input type="hidden" name="id" value={id} />
            {card.reasons.map(({ code, text, remedy }, at) => (
              <fieldset key={code} className="grid min-w-0 gap-3 border-b pb-5 sm:grid-cols-2">
                <legend className="mb-2 text-sm text-slate-800">
                  <span className="font-mono">{code}</span>
                  <span className="text-muted-foreground ml-2 text-xs [overflow-wrap:anywhere]">
                    {usedBy(card, code)}
                  </span>
                </legend>
                <input type="hidden" name="code" value={code} />
                <FormField id={`reasons.${at}.text`} label="原因">
                  <Input name="text" defaultValue={text} maxLength={500} autoComplete="off" />
                </FormField>
                <FormField id={`reasons.${at}.remedy`} label="改进建议">
                  <Input name="remedy" defaultValue={remedy} maxLength={500} autoComplete="off" />
                </FormField>
              </fieldset>
            ))}
            <FormSubmit className="justify-self-start">存为新的一版草稿</FormSubmit>
          </ActionForm>
        </Disclosure>
      </CardBody>
    </Card>
  );
}

/** The characteristics that lose points for this reason. */
function usedBy({ characteristics }: Scorecard, code: string): string {
  const users = characteristics.filter(
    ({ reason, attributes }) =>
      reason === code || attributes.some((attribute) => attribute.reason === code),
  );
  return users.length === 0 ? "没有特征使用" : `用于 ${users.map(({ id }) => id).join("、")}`;
}
