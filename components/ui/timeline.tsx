import { Check, Minus, X } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn.ts";

export type TimelineState = "done" | "current" | "pending" | "failed" | "skipped";

export type TimelineItem = {
  readonly key: string;
  readonly title: ReactNode;
  readonly state: TimelineState;
  /** Already written out, Asia/Shanghai. */
  readonly time?: string | undefined;
  readonly actor?: ReactNode;
  readonly detail?: ReactNode;
};

const stateWords = {
  done: "已完成",
  current: "进行中",
  pending: "未开始",
  failed: "未通过",
  skipped: "已跳过",
} satisfies Record<TimelineState, string>;

const markers = {
  done: "border-primary bg-primary text-white",
  current: "border-primary bg-card ring-4 ring-ink-100",
  pending: "border-slate-300 bg-card",
  failed: "border-danger bg-danger text-white",
  skipped: "border-slate-300 bg-slate-100 text-slate-500",
} satisfies Record<TimelineState, string>;

const glyphs = {
  done: <Check aria-hidden className="size-3" strokeWidth={3} />,
  current: <span aria-hidden className="bg-primary size-1.5 rounded-full" />,
  pending: null,
  failed: <X aria-hidden className="size-3" strokeWidth={3} />,
  skipped: <Minus aria-hidden className="size-3" strokeWidth={3} />,
} satisfies Record<TimelineState, ReactNode>;

type TimelineProps = { readonly items: readonly TimelineItem[]; readonly className?: string };

export function Timeline({ items, className }: TimelineProps) {
  return (
    <ol className={className}>
      {items.map((item, index) => (
        <li
          key={item.key}
          aria-current={item.state === "current" ? "step" : undefined}
          className="relative flex gap-3 pb-5 last:pb-0"
        >
          {index < items.length - 1 && (
            <span
              aria-hidden
              className={cn(
                "absolute top-6 bottom-0 left-[9px] w-0.5",
                item.state === "done" ? "bg-ink-200" : "bg-slate-200",
              )}
            />
          )}
          <span
            className={cn(
              "z-[1] mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border-[1.5px]",
              markers[item.state],
            )}
          >
            {glyphs[item.state]}
          </span>
          <TimelineText item={item} />
        </li>
      ))}
    </ol>
  );
}

function TimelineText({ item }: { readonly item: TimelineItem }) {
  const waiting = item.state === "pending" || item.state === "skipped";
  return (
    <div className="min-w-0 flex-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className={waiting ? "text-muted-foreground" : "font-medium text-slate-900"}>
          {item.title}
          <span className="sr-only">（{stateWords[item.state]}）</span>
        </p>
        {item.time !== undefined && (
          <time className="figures text-muted-foreground text-xs">{item.time}</time>
        )}
      </div>
      {item.actor !== undefined && <p className="text-muted-foreground text-xs">{item.actor}</p>}
      {item.detail !== undefined && (
        <div className="mt-1 text-sm text-slate-700">{item.detail}</div>
      )}
    </div>
  );
}
