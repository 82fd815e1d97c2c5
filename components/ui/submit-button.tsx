"use client";

import { useSyncExternalStore } from "react";
import { useFormStatus } from "react-dom";

import { Button, type ButtonProps } from "./button.tsx";
import { cn } from "./cn.ts";

const never = () => () => undefined;

/** False in what the server drew, true as soon as the page can answer. */
const useAlive = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/**
 * Knows by itself whether the form around it is being sent. Until the page has come to life nothing
 * would answer a press, and the browser would send the form by itself and empty it: it waits.
 */
export function SubmitButton({
  pending = false,
  disabled = false,
  className,
  ...rest
}: Omit<ButtonProps, "type" | "asChild">) {
  const status = useFormStatus();
  const alive = useAlive();
  return (
    <Button
      type="submit"
      pending={pending || status.pending}
      disabled={disabled || !alive}
      // Too short a time to be drawn as something that may not be pressed.
      className={cn(className, !alive && !disabled && "disabled:opacity-100")}
      {...rest}
    />
  );
}
