import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn.ts";

type DisclosureProps = {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  /** Whether paper shows what is folded away. */
  readonly print?: "open" | "hidden";
  readonly className?: string;
};

export function Disclosure({
  summary,
  children,
  open = false,
  print = "open",
  className,
}: DisclosureProps) {
  return (
    <details
      open={open}
      className={cn("group", print === "open" ? "print-open" : "print:hidden", className)}
    >
      <summary className="text-primary inline-flex list-none items-center gap-1 rounded-sm py-1 text-sm select-none">
        <ChevronRight
          aria-hidden
          className="size-4 transition-transform in-[details[open]>summary]:rotate-90 print:hidden"
        />
        {summary}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
