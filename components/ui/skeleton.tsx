import type { ComponentProps } from "react";

import { cn } from "./cn.ts";

export function Skeleton({ className, ...rest }: ComponentProps<"div">) {
  return (
    <div
      aria-hidden
      className={cn("animate-pulse rounded-md bg-slate-200/80", className)}
      {...rest}
    />
  );
}

/** What a page shows while its figures are on their way. */
export function PageSkeleton({
  tiles = 4,
  lines = 8,
}: {
  readonly tiles?: number;
  readonly lines?: number;
}) {
  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">正在加载</span>
      <div className="grid gap-2.5">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-4 w-80 max-w-full" />
      </div>
      {tiles > 0 && (
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
          {Array.from({ length: tiles }, (_, index) => (
            <Skeleton key={index} className="h-25" />
          ))}
        </div>
      )}
      <div className="bg-card grid gap-4 rounded-lg border p-5">
        {Array.from({ length: lines }, (_, index) => (
          <Skeleton key={index} className="h-4" style={{ width: `${92 - (index % 4) * 9}%` }} />
        ))}
      </div>
    </div>
  );
}
