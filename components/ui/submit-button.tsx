"use client";

import { useFormStatus } from "react-dom";

import { Button, type ButtonProps } from "./button.tsx";

/** Knows by itself whether the form around it is being sent. */
export function SubmitButton({ pending = false, ...rest }: Omit<ButtonProps, "type" | "asChild">) {
  const status = useFormStatus();
  return <Button type="submit" pending={pending || status.pending} {...rest} />;
}
