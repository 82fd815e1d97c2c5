"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

import { cn } from "./cn.ts";
import { controlStyle } from "./control-style.ts";

export type SelectOption = {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
};

export type SelectProps = ComponentProps<"select"> & {
  readonly options?: readonly SelectOption[];
  /** The empty first choice, for example 请选择 or 全部. */
  readonly placeholder?: string;
};

export function Select({ options = [], placeholder, className, children, ...rest }: SelectProps) {
  return (
    <div className={cn("relative w-full", className)}>
      <select className={cn(controlStyle, "h-10 appearance-none pr-9 sm:h-9")} {...rest}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-slate-500"
      />
    </div>
  );
}
