import { dayOf, type LocalDate } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";

type Field = Readonly<{ path: string; label: string; day: LocalDate }>;
type Span = Readonly<{ from: LocalDate; fromLabel: string; now: Date }>;

/** What is reported has happened: not after today, and not before the step that it follows. */
export function refuseUnlessBetween({ path, label, day }: Field, { from, fromLabel, now }: Span) {
  const today = dayOf(now);
  if (from <= day && day <= today) return;
  const message =
    day > today
      ? `${label}不能晚于今天（${today}）。`
      : `${label}不能早于${fromLabel}（${from}）。`;
  throw new Refusal("invalid", "application.date_out_of_range", message, {
    fields: [{ path, message }],
  });
}
