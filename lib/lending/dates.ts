import { dayOf, type LocalDate } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";

type Field = Readonly<{ path: string; label: string; day: LocalDate }>;
type Span = Readonly<{ from: LocalDate; fromLabel: string; now: Date }>;

/**
 * What is reported has happened: not after today, and not before the step that it follows. The
 * refusal names the field, the rule and the days that may be entered.
 */
export function refuseUnlessBetween({ path, label, day }: Field, { from, fromLabel, now }: Span) {
  const today = dayOf(now);
  if (from <= day && day <= today) return;
  const rule = day > today ? `不能晚于今天（${today}）` : `不能早于${fromLabel}（${from}）`;
  const way = from < today ? `${from} 至 ${today} 之间的日期` : today;
  const message = `${label}${rule}。请核对后填写 ${way}。`;
  throw new Refusal("invalid", "application.date_out_of_range", message, {
    fields: [{ path, message }],
  });
}
