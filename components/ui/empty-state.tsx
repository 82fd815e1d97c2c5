import { Inbox } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn.ts";

type EmptyStateProps = {
  readonly title: ReactNode;
  /** Why there is nothing, and what would change it. */
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
  /** The next step: a button or a link. */
  readonly action?: ReactNode;
  readonly compact?: boolean;
  readonly className?: string;
};

export function EmptyState({ title, children, icon, action, compact, className }: EmptyStateProps) {
  return (
    <div
      className={cn(
        "flex flex-col items-center px-6 text-center",
        compact === true ? "py-8" : "py-14",
        className,
      )}
    >
      <span
        aria-hidden
        className="flex size-11 items-center justify-center rounded-full bg-slate-100 text-slate-500 [&_svg]:size-5"
      >
        {icon ?? <Inbox />}
      </span>
      <p className="mt-3 font-medium text-slate-800">{title}</p>
      {children !== undefined && (
        <div className="text-muted-foreground mt-1 max-w-md text-sm text-pretty">{children}</div>
      )}
      {action !== undefined && (
        <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>
      )}
    </div>
  );
}
