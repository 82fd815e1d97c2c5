import { CircleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn.ts";
import { Slot } from "./slot.tsx";

type FieldWords = {
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
};

export type FieldProps = FieldWords & {
  /** The id of the control; give the control itself none. */
  readonly id: string;
  readonly label: ReactNode;
  readonly className?: string;
  /** One control: it receives its id and its ARIA attributes from here. */
  readonly children: ReactNode;
};

export function Field({ id, label, hint, error, required, className, children }: FieldProps) {
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <Label htmlFor={id} required={required ?? false}>
        {label}
      </Label>
      <Slot
        id={id}
        aria-describedby={describedBy(id, { hint, error })}
        aria-invalid={error === undefined ? undefined : true}
        aria-required={required === true ? true : undefined}
      >
        {children}
      </Slot>
      {hint !== undefined && <Hint id={id}>{hint}</Hint>}
      {error !== undefined && <Problem id={id}>{error}</Problem>}
    </div>
  );
}

export type FieldsetProps = FieldWords & {
  readonly id: string;
  readonly legend: ReactNode;
  readonly role?: "group" | "radiogroup";
  readonly className?: string;
  readonly children: ReactNode;
};

/** Several controls under one question. */
export function Fieldset(props: FieldsetProps) {
  const { id, legend, hint, error, required, role = "group", className, children } = props;
  return (
    <fieldset
      id={id}
      role={role}
      tabIndex={-1}
      aria-describedby={describedBy(id, { hint, error })}
      aria-invalid={role === "radiogroup" && error !== undefined ? true : undefined}
      className={cn("grid min-w-0 content-start gap-1.5", className)}
    >
      <legend className="mb-1 text-sm font-medium text-slate-800">
        {legend}
        {required === true && <RequiredMark />}
      </legend>
      {hint !== undefined && <Hint id={id}>{hint}</Hint>}
      {children}
      {error !== undefined && <Problem id={id}>{error}</Problem>}
    </fieldset>
  );
}

type LabelProps = ComponentProps<"label"> & { readonly required?: boolean };

export function Label({ required = false, className, children, ...rest }: LabelProps) {
  return (
    <label className={cn("text-sm font-medium text-slate-800", className)} {...rest}>
      {children}
      {required && <RequiredMark />}
    </label>
  );
}

function RequiredMark() {
  return (
    <span aria-hidden className="text-danger ml-0.5" title="必填">
      *
    </span>
  );
}

type NoteProps = { readonly id: string; readonly children: ReactNode };

function Hint({ id, children }: NoteProps) {
  return (
    <p id={`${id}-hint`} className="text-muted-foreground text-xs">
      {children}
    </p>
  );
}

function Problem({ id, children }: NoteProps) {
  return (
    <p id={`${id}-error`} className="text-danger flex items-start gap-1 text-xs">
      <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
      {children}
    </p>
  );
}

function describedBy(id: string, { hint, error }: FieldWords): string | undefined {
  const ids = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(error === undefined ? [] : [`${id}-error`]),
  ];
  return ids.length === 0 ? undefined : ids.join(" ");
}
