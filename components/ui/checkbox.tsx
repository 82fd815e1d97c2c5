import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn.ts";
import { Fieldset, type FieldsetProps } from "./field.tsx";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  readonly label: ReactNode;
  readonly description?: ReactNode;
};

export function Checkbox({ label, description, className, ...rest }: CheckboxProps) {
  return (
    <label
      className={cn(
        "flex items-start gap-2.5 py-1 has-disabled:cursor-not-allowed has-disabled:text-slate-500",
        className,
      )}
    >
      <input type="checkbox" className="accent-primary mt-1 size-4 shrink-0" {...rest} />
      <span className="min-w-0">
        <span className="text-sm">{label}</span>
        {description !== undefined && (
          <span className="text-muted-foreground block text-xs">{description}</span>
        )}
      </span>
    </label>
  );
}

type CheckboxGroupProps = FieldsetProps & { readonly columns?: 1 | 2 | 3 };

/** Its children are `Checkbox`es of the same name. */
export function CheckboxGroup({ columns = 1, children, ...rest }: CheckboxGroupProps) {
  return (
    <Fieldset {...rest}>
      <div className={cn("grid gap-x-6 gap-y-1", columnsOf[columns])}>{children}</div>
    </Fieldset>
  );
}

const columnsOf = {
  1: "",
  2: "sm:grid-cols-2",
  3: "sm:grid-cols-2 lg:grid-cols-3",
} as const;
