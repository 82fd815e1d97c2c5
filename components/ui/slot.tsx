import { cloneElement, isValidElement, use, type ReactNode, type Usable } from "react";

import { cn } from "./cn.ts";

type SlotProps = { readonly children: ReactNode; readonly className?: string | undefined };

/**
 * Gives its props to its only child. Radix has the same, but its package would bring every
 * primitive into the pages that only want a link that looks like a button.
 */
export function Slot({ children, className, ...rest }: SlotProps & Record<string, unknown>) {
  const child = isOnItsWay(children) ? use(children._payload) : children;
  if (!isValidElement<Record<string, unknown>>(child)) return child;
  const own = child.props;
  const given = Object.fromEntries(Object.entries(rest).filter(([key]) => own[key] === undefined));
  const merged = cn(className, typeof own["className"] === "string" ? own["className"] : undefined);
  return cloneElement(child, merged === "" ? given : { ...given, className: merged });
}

type OnItsWay = { readonly _payload: Usable<ReactNode> };

/** An element that a server page hands to a client form may arrive after the form. */
function isOnItsWay(value: unknown): value is OnItsWay {
  return (
    typeof value === "object" &&
    value !== null &&
    "$$typeof" in value &&
    value.$$typeof === Symbol.for("react.lazy") &&
    "_payload" in value &&
    typeof value._payload === "object"
  );
}
