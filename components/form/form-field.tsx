"use client";

import { CheckboxGroup } from "#components/ui/checkbox.tsx";
import { Field, type FieldProps, type FieldsetProps } from "#components/ui/field.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { ButtonProps } from "#components/ui/button.tsx";
import { useFormContext } from "./action-form.tsx";

/** A field's id, and the form's answer for it by its name. Errors of list elements belong to the list. */
function useField(name: string): Readonly<{ id: string; error: string | undefined }> {
  const { errors, idPrefix } = useFormContext();
  const found = Object.entries(errors).find(([path]) => path.startsWith(`${name}.`));
  return { id: idPrefix + name, error: errors[name] ?? found?.[1] };
}

/** A `Field` that shows what the form's action answered for it; its `id` is the name of what is sent. */
export function FormField(props: Omit<FieldProps, "error">) {
  return <Field {...props} {...useField(props.id)} />;
}

type Choice = Omit<FieldsetProps, "error" | "role"> & Readonly<{ columns?: 1 | 2 | 3 }>;

export function FormCheckboxes(props: Choice) {
  return <CheckboxGroup {...props} {...useField(props.id)} />;
}

export function FormRadioCards(props: Choice) {
  return <RadioCards {...props} {...useField(props.id)} />;
}

/** Sends the form around it; shows that it is on its way and refuses a second press. */
export function FormSubmit(props: Omit<ButtonProps, "type" | "asChild">) {
  const { pending } = useFormContext();
  return <SubmitButton pending={pending} {...props} />;
}
