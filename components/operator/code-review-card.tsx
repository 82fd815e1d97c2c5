"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import { ReviewPhone, type RevealPhoneAction } from "./review-phone.tsx";

type Choice = Readonly<{ code: string; name: string }>;
type Props = Readonly<{
  review: Readonly<{
    id: string;
    uscc: string;
    enterpriseName: string;
    /** Masked; null where the seal does not open. */
    contactPhone: string | null;
    requestedAt: Date;
  }>;
  choices: Readonly<{ regions: readonly Choice[]; industries: readonly Choice[] }>;
  action: (before: FormState, form: FormData) => Promise<FormState>;
  revealAction: RevealPhoneAction;
}>;

const options = (choices: readonly Choice[]) =>
  choices.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));

export function CodeReviewCard({ review, choices, action, revealAction }: Props) {
  return (
    <Card>
      <CardHeader
        title={`${review.uscc} · ${review.enterpriseName}`}
        description={`申请时间 ${timeText(review.requestedAt)} · 违反规则：第 18 位校验码不符`}
      />
      <CardBody className="grid gap-5">
        <ReviewPhone reviewId={review.id} masked={review.contactPhone} action={revealAction} />
        <ActionForm action={action} className="grid gap-5" idPrefix={`${review.id}-`}>
          <input type="hidden" name="reviewId" value={review.id} />
          <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-4">
            <FormField id="legalRepresentative" label="法定代表人">
              <Input name="legalRepresentative" autoComplete="off" />
            </FormField>
            <FormField id="establishedOn" label="成立日期">
              <Input name="establishedOn" type="date" />
            </FormField>
            <FormField id="regionCode" label="所在地区">
              <Select name="regionCode" placeholder="请选择" options={options(choices.regions)} />
            </FormField>
            <FormField id="industryCode" label="所属行业">
              <Select
                name="industryCode"
                placeholder="请选择"
                options={options(choices.industries)}
              />
            </FormField>
          </div>
          <FormField id="reason" label="理由" hint="至少 4 个字，例如：已核对营业执照原件" required>
            <Textarea name="reason" rows={2} />
          </FormField>
          <div className="flex flex-wrap gap-3">
            <FormSubmit name="decision" value="accepted">
              放行该代码
            </FormSubmit>
            <FormSubmit name="decision" value="refused" variant="danger-quiet">
              不予放行
            </FormSubmit>
          </div>
        </ActionForm>
      </CardBody>
    </Card>
  );
}
