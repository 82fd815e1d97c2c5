import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { AppLink } from "./app-link.tsx";
import { cn } from "./cn.ts";
import { toneText, type Tone } from "./tone.ts";

export type StatDelta = {
  /** With its sign and its comparison: 较上月 +3.2%. */
  readonly text: string;
  readonly direction: "up" | "down" | "flat";
  /** Whether the change is good is for the caller to say. */
  readonly tone?: Tone;
};

type StatTileProps = {
  readonly label: ReactNode;
  /** Already formatted; `null` is shown as unknown. */
  readonly value: ReactNode | null;
  readonly unit?: string;
  readonly delta?: StatDelta | undefined;
  readonly hint?: ReactNode;
  readonly icon?: ReactNode;
  readonly href?: string;
  readonly className?: string;
};

export function StatTile({
  label,
  value,
  unit,
  delta,
  hint,
  icon,
  href,
  className,
}: StatTileProps) {
  return (
    <div
      className={cn(
        "bg-card relative flex min-w-0 flex-col rounded-lg border p-4 shadow-xs print:break-inside-avoid",
        href !== undefined && "transition-colors hover:border-slate-400",
        className,
      )}
    >
      <p className="text-muted-foreground flex items-center justify-between gap-2 text-xs">
        {href === undefined ? (
          <span>{label}</span>
        ) : (
          <AppLink href={href} className="rounded-sm after:absolute after:inset-0">
            {label}
          </AppLink>
        )}
        {icon !== undefined && (
          <span aria-hidden className="text-slate-400 [&_svg]:size-4">
            {icon}
          </span>
        )}
      </p>
      <p className="mt-1.5 flex flex-wrap items-baseline gap-x-1 leading-8">
        {value === null ? (
          <span className="text-lg text-slate-500">暂无数据</span>
        ) : (
          <span className="figures text-2xl font-semibold text-slate-900">{value}</span>
        )}
        {value !== null && unit !== undefined && (
          <span className="text-sm text-slate-600">{unit}</span>
        )}
      </p>
      {delta !== undefined && <Delta {...delta} />}
      {hint !== undefined && <p className="text-muted-foreground mt-1 text-xs">{hint}</p>}
    </div>
  );
}

const arrows = { up: TrendingUp, down: TrendingDown, flat: Minus } as const;

function Delta({ text, direction, tone = "neutral" }: StatDelta) {
  const Arrow = arrows[direction];
  return (
    <p className={cn("figures mt-1 flex items-center gap-1 text-xs", toneText[tone])}>
      <Arrow aria-hidden className="size-3.5" />
      {text}
    </p>
  );
}

/** Two tiles a line on phones, up to four on a desktop. */
export function StatGrid({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div className={cn("grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4", className)} {...rest} />
  );
}
