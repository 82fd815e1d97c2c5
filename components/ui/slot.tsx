import { cloneElement, isValidElement, type ReactNode } from "react";

import { cn } from "./cn.ts";

type SlotProps = { readonly children: ReactNode; readonly className?: string | undefined };

/**
 * Gives its props to its only child. Radix has the same, but its package would bring every
 * primitive into the pages that only want a link that looks like a button.
 */
export function Slot({ children, className, ...rest }: SlotProps & Record<string, unknown>) {
  if (!isValidElement<Record<string, unknown>>(children)) return children;
  const own = children.props;
  const given = Object.fromEntries(Object.entries(rest).filter(([key]) => own[key] === undefined));
  const merged = cn(className, typeof own["className"] === "string" ? own["className"] : undefined);
  return cloneElement(children, merged === "" ? given : { ...given, className: merged });
}
