import { z } from "zod";
import { isItemId } from "../intake/catalogue.ts";
import { addDays, dayOf, startOfDay } from "../kernel/calendar.ts";
import { localDate, wholeNumber } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { fairUseBreach, purposeCodes, purposeOf, type PurposeCode } from "./purposes.ts";
import type { AuthorisationStage, Frequency } from "./model.ts";

/** What an authorisation grants, before it has a number, a signer and a document. */
export type Terms = Readonly<{
  items: readonly string[];
  purpose: PurposeCode;
  stage: AuthorisationStage;
  maximumQueries: number;
  frequency: Frequency | null;
  lookBackMonths: number;
  dataLifeDays: number;
  startsOn: string;
  endsOn: string;
}>;

const MAXIMUM_QUERIES = 1000;

/** The fields of the form, the same whether an enterprise writes it or an institution asks for it. */
export const TermsForm = z.object({
  items: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .pipe(
      z
        .array(z.string())
        .min(1, { error: "请至少选择一项要授权的数据。" })
        .refine((items) => items.every(isItemId), {
          error: "所选数据项不在目录中，请刷新页面后重选。",
        })
        .transform((items) => [...new Set(items)].sort()),
    ),
  purpose: z.enum(purposeCodes, { error: "请选择用途。" }).default("credit_review"),
  maximumQueries: wholeNumber("查询次数", { minimum: 1, maximum: MAXIMUM_QUERIES, unit: "次" }),
  lookBackMonths: wholeNumber("数据回溯时长", { minimum: 1, maximum: 120, unit: "个月" }).optional(),
  dataLifeDays: wholeNumber("数据保存期限", { minimum: 1, maximum: 3650, unit: "天" }).optional(),
  startsOn: localDate("开始日期"),
  endsOn: localDate("结束日期"),
});

/** The platform's own stage is not granted by this form. */
const FORM_STAGES: readonly AuthorisationStage[] = ["before_loan", "during_loan", "after_loan"];

/**
 * Completes what the form leaves out with what the purpose allows, and refuses what goes beyond it:
 * the field, the cap by name, and the way out (peers.md C6).
 */
export function termsOf(form: z.output<typeof TermsForm>, now: Date): Terms {
  const purpose = purposeOf(form.purpose);
  if (!FORM_STAGES.includes(purpose.stage))
    throw wrong("purpose", "consent.purpose_not_offered", "该用途不能授权给金融机构，请选择其他用途。");
  const terms: Terms = {
    items: form.items,
    purpose: form.purpose,
    stage: purpose.stage,
    maximumQueries: form.maximumQueries,
    frequency: purpose.frequency,
    lookBackMonths: form.lookBackMonths ?? purpose.maximumLookBackMonths,
    dataLifeDays: form.dataLifeDays ?? Math.min(180, purpose.maximumDataLifeDays),
    startsOn: form.startsOn,
    endsOn: form.endsOn,
  };
  if (terms.endsOn < terms.startsOn)
    throw wrong("endsOn", "consent.ends_before_start", "结束日期不能早于开始日期。");
  if (terms.endsOn < dayOf(now))
    throw wrong("endsOn", "consent.already_over", "结束日期不能早于今天。");
  if (terms.startsOn < dayOf(now))
    throw wrong("startsOn", "consent.starts_in_past", "开始日期不能早于今天。");
  const breach = fairUseBreach(terms.purpose, { ...terms, days: daysOf(terms) });
  if (breach) {
    const field = breach.attribute === "days" ? "endsOn" : breach.attribute;
    throw wrong(field, `consent.fair_use.${breach.attribute}`, `${breach.message}，请调整。`);
  }
  return terms;
}

/** Whole days from the first to the last, both counted. */
export function daysOf({ startsOn, endsOn }: Pick<Terms, "startsOn" | "endsOn">): number {
  return (startOfDay(addDays(endsOn, 1)).getTime() - startOfDay(startsOn).getTime()) / 86_400_000;
}

const wrong = (path: string, reason: string, message: string) =>
  new Refusal("invalid", reason, message, { fields: [{ path, message }] });
