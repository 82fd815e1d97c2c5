import type { ReactNode } from "react";

import { cn } from "./cn.ts";

type FigureProps = {
  /** Already formatted; `null` means that nobody knows, which is not zero. */
  readonly value: ReactNode | null;
  readonly unit?: ReactNode;
  /** What a screen reader says, and a pointer shows, for `null`. */
  readonly unknown?: string;
  readonly className?: string;
};

export function Figure({ value, unit, unknown = "暂无数据", className }: FigureProps) {
  if (value === null) {
    return (
      <span title={unknown} className={cn("text-slate-500", className)}>
        <span aria-hidden>—</span>
        <span className="sr-only">{unknown}</span>
      </span>
    );
  }
  return (
    <span className={cn("figures", className)}>
      {value}
      {unit !== undefined && <span className="ml-1 text-[0.85em] text-slate-600">{unit}</span>}
    </span>
  );
}
