import { timeText } from "#lib/kernel/calendar.ts";

type Props = Readonly<{
  actor: Readonly<{ organisationName: string; displayName: string }>;
  at: Date;
}>;

/** On paper alone: who printed it, and when. */
export function PrintedBy({ actor, at }: Props) {
  return (
    <p className="hidden text-xs text-slate-600 print:block">
      {actor.organisationName} · {actor.displayName} 于 {timeText(at)} 打印
    </p>
  );
}
