import { cn } from "#components/ui/cn.ts";

type Props = Readonly<{
  value: number;
  /** The largest distance from zero in the table: the whole of one side. */
  widest: number;
  /** As it is written beside the bar. */
  text: string;
}>;

/** A bar from a middle line: to the right above zero, to the left below. */
export function DifferenceBar({ value, widest, text }: Props) {
  const width = `${Math.min(1, Math.abs(value) / widest) * 50}%`;
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="relative h-2.5 min-w-12 flex-1 rounded-sm bg-slate-100">
        <span className="absolute inset-y-0 left-1/2 w-px bg-slate-400" />
        <span
          className={cn(
            "absolute inset-y-0",
            value < 0 ? "bg-series-5 right-1/2 rounded-l-sm" : "bg-series-1 left-1/2 rounded-r-sm",
          )}
          style={{ width }}
        />
      </span>
      <span className="figures min-w-8 text-right text-xs text-slate-700">{text}</span>
    </span>
  );
}
