import type { ComponentProps } from "react";

import { cn } from "./cn.ts";
import { toneFill, toneSoft, type Tone } from "./tone.ts";

type BadgeProps = ComponentProps<"span"> & { readonly tone?: Tone; readonly dot?: boolean };

export function Badge({ tone = "neutral", dot = false, className, children, ...rest }: BadgeProps) {
  return (
    <span
      className={cn(
        "inline-flex h-5.5 shrink-0 items-center gap-1.5 rounded border px-1.5 text-xs font-medium whitespace-nowrap",
        toneSoft[tone],
        className,
      )}
      {...rest}
    >
      {dot && <span aria-hidden className={cn("size-1.5 rounded-full", toneFill[tone])} />}
      {children}
    </span>
  );
}
