import type { ReactNode } from "react";

import { cn } from "./cn.ts";
import { toneFill, type Tone } from "./tone.ts";

type MeterProps = {
  readonly label: ReactNode;
  /** `null` is shown as unknown, never as an empty bar at zero. */
  readonly value: number | null;
  readonly max?: number;
  /** What stands right of the label, for example 72 / 100. */
  readonly text?: ReactNode;
  readonly tone?: Tone;
  /** A line on the bar, for example the limit a bank asks for. */
  readonly threshold?: number;
  readonly hint?: ReactNode;
  readonly className?: string;
};

export function Meter(props: MeterProps) {
  const { label, value, max = 100, text, tone = "primary", threshold, hint, className } = props;
  const share = (part: number) => `${Math.min(100, Math.max(0, (part / max) * 100))}%`;
  return (
    <div className={cn("min-w-0", className)}>
      <div className="mb-1.5 flex items-baseline justify-between gap-3 text-sm">
        <span className="text-slate-700">{label}</span>
        <span className="figures text-slate-900">
          {value === null ? <span className="text-slate-500">暂无数据</span> : (text ?? value)}
        </span>
      </div>
      <div
        {...(value === null
          ? { "aria-hidden": true }
          : {
              role: "meter",
              "aria-label": typeof label === "string" ? label : "进度",
              "aria-valuemin": 0,
              "aria-valuemax": max,
              "aria-valuenow": value,
            })}
        className={cn(
          "relative h-2 rounded-full",
          value === null ? "unknown-hatch" : "bg-slate-200",
        )}
      >
        {value !== null && (
          <div
            className={cn("h-full rounded-full", toneFill[tone])}
            style={{ width: share(value) }}
          />
        )}
        {threshold !== undefined && (
          <span
            aria-hidden
            className="absolute -top-1 h-4 w-0.5 -translate-x-1/2 rounded-full bg-slate-800"
            style={{ left: share(threshold) }}
          />
        )}
      </div>
      {hint !== undefined && <p className="text-muted-foreground mt-1 text-xs">{hint}</p>}
    </div>
  );
}
