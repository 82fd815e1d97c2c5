import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn.ts";

/** 16 px on phones, since smaller text makes iOS zoom into the field. */
export const controlStyle =
  "w-full min-w-0 rounded-md border border-input bg-card px-3 text-base text-foreground shadow-xs transition-colors placeholder:text-slate-500 hover:border-slate-500 focus-visible:outline-offset-0 disabled:bg-muted disabled:text-slate-600 read-only:bg-slate-50 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger sm:text-sm";

export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input type={type} className={cn(controlStyle, "h-10 sm:h-9", className)} {...rest} />;
}

type NumberFieldProps = Omit<ComponentProps<"input">, "type"> & {
  /** For example 万元, %, 个月. */
  readonly unit: ReactNode;
};

/** A figure with its unit. Text with a numeric keypad: `type="number"` changes on a mouse wheel. */
export function NumberField({ unit, className, inputMode = "decimal", ...rest }: NumberFieldProps) {
  return (
    <div className={cn("flex w-full", className)}>
      <input
        type="text"
        inputMode={inputMode}
        autoComplete="off"
        className={cn(
          controlStyle,
          "figures relative h-10 rounded-r-none text-right focus-visible:z-10 sm:h-9",
        )}
        {...rest}
      />
      <span
        aria-hidden
        className="border-input bg-muted inline-flex shrink-0 items-center rounded-r-md border border-l-0 px-3 text-sm text-slate-600"
      >
        {unit}
      </span>
    </div>
  );
}
