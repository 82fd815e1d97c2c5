"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";

export type FormError = {
  /** The id of the field to go to; absent when the whole form is refused. */
  readonly fieldId?: string;
  readonly message: string;
};

type FormErrorsProps = { readonly errors: readonly FormError[]; readonly title?: string };

/** What has to be put right, above the form. Takes the focus when it appears. */
export function FormErrors({ errors, title = "请先更正以下内容" }: FormErrorsProps) {
  const box = useRef<HTMLDivElement>(null);
  const words = errors.map((error) => error.message).join();
  useEffect(() => {
    if (words !== "") box.current?.focus();
  }, [words]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="border-danger-line bg-danger-soft text-danger flex gap-2.5 rounded-lg border p-3.5"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <ul className="mt-1 list-disc space-y-0.5 pl-4 text-slate-800">
          {errors.map((error) => (
            <li key={`${error.fieldId ?? ""}${error.message}`}>
              {error.fieldId === undefined ? (
                error.message
              ) : (
                <a href={`#${error.fieldId}`} className="underline underline-offset-4">
                  {error.message}
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
