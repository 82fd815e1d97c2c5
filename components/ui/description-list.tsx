import type { ReactNode } from "react";

import { cn } from "./cn.ts";
import { Figure } from "./figure.tsx";

export type Description = {
  readonly term: ReactNode;
  /** `null` is shown as unknown. */
  readonly detail: ReactNode | null;
  readonly hint?: ReactNode;
  /** Takes the whole line. */
  readonly wide?: boolean;
};

type DescriptionListProps = {
  readonly items: readonly Description[];
  readonly columns?: 1 | 2 | 3;
  /** Term left of the detail (one column), or above it. */
  readonly layout?: "stacked" | "inline";
  readonly className?: string;
};

export function DescriptionList(props: DescriptionListProps) {
  const { items, columns = 2, layout = "stacked", className } = props;
  const inline = layout === "inline";
  return (
    <dl
      className={cn(inline ? "divide-y" : `grid gap-x-8 gap-y-4 ${columnsOf[columns]}`, className)}
    >
      {items.map((item, index) => (
        <div
          key={index}
          className={cn(
            "min-w-0",
            inline && "grid gap-x-4 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[9rem_1fr]",
            item.wide === true && "col-span-full",
          )}
        >
          <dt className={cn("text-muted-foreground", inline ? "text-sm" : "text-xs")}>
            {item.term}
          </dt>
          <dd className="mt-0.5 [overflow-wrap:anywhere] text-slate-900 tabular-nums">
            {item.detail === null ? <Figure value={null} /> : item.detail}
            {item.hint !== undefined && (
              <span className="text-muted-foreground block text-xs">{item.hint}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const columnsOf = {
  1: "",
  2: "sm:grid-cols-2",
  3: "sm:grid-cols-2 lg:grid-cols-3",
} as const;
