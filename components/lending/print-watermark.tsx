import { timeText } from "#lib/kernel/calendar.ts";

type Props = Readonly<{ who: string; at: Date }>;

/** On every printed page: who printed it and when. Nothing on the screen. */
export function PrintWatermark({ who, at }: Props) {
  const words = `${who} ${timeText(at)}`;
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed inset-0 z-50 hidden flex-wrap content-around justify-around gap-16 overflow-hidden opacity-15 print:flex"
    >
      {Array.from({ length: 15 }, (_, index) => (
        <span key={index} className="-rotate-24 text-base whitespace-nowrap text-slate-900">
          {words}
        </span>
      ))}
    </div>
  );
}
