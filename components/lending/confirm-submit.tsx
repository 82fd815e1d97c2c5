"use client";

import { useRef, useState, type ReactNode } from "react";
import { useFormContext } from "#components/form/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";

type Props = Readonly<{
  children: ReactNode;
  title: string;
  /** What was filled in, read back, and what cannot be undone. */
  describe: (typed: (name: string) => string) => ReactNode;
  confirmLabel: string;
  tone?: "primary" | "danger";
}>;

/** Sends the form around it, after the person has read once more what will happen. */
export function ConfirmSubmit({ children, title, describe, confirmLabel, tone }: Props) {
  const { pending } = useFormContext();
  const button = useRef<HTMLButtonElement>(null);
  const [words, setWords] = useState<ReactNode>(null);
  function readBack() {
    const form = button.current?.form;
    if (!form) return;
    const typed = new FormData(form);
    setWords(describe((name) => typed.getAll(name).map(String).join("、")));
  }
  return (
    <ConfirmDialog
      trigger={
        <Button
          ref={button}
          pending={pending}
          onClick={readBack}
          variant={tone === "danger" ? "danger" : "primary"}
        >
          {children}
        </Button>
      }
      title={title}
      description={words}
      confirmLabel={confirmLabel}
      tone={tone ?? "primary"}
      onConfirm={() => button.current?.form?.requestSubmit()}
    />
  );
}
