"use client";

import { useId, type ComponentProps, type ReactNode } from "react";

import { cn } from "./cn.ts";
import { controlStyle } from "./control-style.ts";

type NumberFieldProps = Omit<ComponentProps<"input">, "type"> & {
  /** For example 万元, %, 个月. */
  readonly unit: ReactNode;
};

/** A figure with its unit. Text with a numeric keypad: `type="number"` changes on a mouse wheel. */
export function NumberField(props: NumberFieldProps) {
  const { unit, className, inputMode = "decimal", "aria-describedby": notes, ...rest } = props;
  const unitId = useId();
  return (
    <div className={cn("flex w-full", className)}>
      <input
        type="text"
        inputMode={inputMode}
        autoComplete="off"
        aria-describedby={notes === undefined ? unitId : `${unitId} ${notes}`}
        className={cn(
          controlStyle,
          "figures relative h-10 rounded-r-none text-right focus-visible:z-10 sm:h-9",
        )}
        {...rest}
      />
      <span
        id={unitId}
        className="border-input bg-muted inline-flex shrink-0 items-center rounded-r-md border border-l-0 px-3 text-sm text-slate-600"
      >
        {unit}
      </span>
    </div>
  );
}
