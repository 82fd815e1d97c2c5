import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn.ts";
import { Fieldset, type FieldsetProps } from "./field.tsx";

type RadioCardsProps = Omit<FieldsetProps, "role"> & { readonly columns?: 1 | 2 | 3 };

/** Its children are `RadioCard`s of the same name. */
export function RadioCards({ columns = 1, children, ...rest }: RadioCardsProps) {
  return (
    <Fieldset role="radiogroup" {...rest}>
      <div className={cn("grid gap-3", columnsOf[columns])}>{children}</div>
    </Fieldset>
  );
}

const columnsOf = {
  1: "",
  2: "sm:grid-cols-2",
  3: "sm:grid-cols-2 lg:grid-cols-3",
} as const;

type RadioCardProps = Omit<ComponentProps<"input">, "type" | "title"> & {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** Right of the title, for example a badge or a rate. */
  readonly aside?: ReactNode;
};

export function RadioCard({ title, description, aside, className, ...rest }: RadioCardProps) {
  return (
    <label
      className={cn(
        "bg-card has-checked:border-primary has-checked:bg-primary-soft has-checked:ring-primary has-focus-visible:outline-ring flex items-start gap-3 rounded-lg border border-slate-300 p-3.5 transition-colors has-checked:ring-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-disabled:cursor-not-allowed has-disabled:bg-muted has-disabled:text-slate-500 has-[:enabled:not(:checked)]:hover:border-slate-400",
        className,
      )}
    >
      <input
        type="radio"
        className="accent-primary mt-1 size-4 shrink-0 focus-visible:outline-none"
        {...rest}
      />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-medium">{title}</span>
          {aside}
        </span>
        {description !== undefined && (
          <span className="text-muted-foreground mt-0.5 block text-xs">{description}</span>
        )}
      </span>
    </label>
  );
}
