"use client";

import { useState } from "react";
import { toast } from "sonner";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

export type StepAction = (before: FormState, form: FormData) => Promise<FormState>;

/** What a person presses, and what is said before they do. */
export type StepWords = Readonly<{
  label: string;
  note: "required" | "optional";
  about: string;
  /** Leads back or ends something, so that it does not call for attention. */
  quiet?: boolean;
}>;
type Props = Readonly<{ id: string; step: string; words: StepWords; action: StepAction }>;

/** One step in the life of a document that two people bring into force, with a note for its record. */
export function StepDialog({ id, step, words, action }: Props) {
  const [open, setOpen] = useState(false);
  const { label, note, about, quiet = false } = words;
  // Said here and not when the form is drawn again: by then the step is gone from the page.
  async function send(before: FormState, form: FormData) {
    const state = await action(before, form);
    if (state.status === "done") {
      toast.success(`已${label}。`);
      setOpen(false);
    }
    return state;
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={quiet ? "secondary" : "primary"}>{label}</Button>
      </DialogTrigger>
      <DialogContent title={label} description={about} size="md">
        <ActionForm action={send} className="grid gap-4">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="step" value={step} />
          <FormField
            id="note"
            label={note === "required" ? "理由" : "说明"}
            hint="记入办理记录"
            required={note === "required"}
          >
            <Textarea name="note" rows={3} maxLength={500} />
          </FormField>
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <DialogClose asChild>
              <Button variant="secondary">取消</Button>
            </DialogClose>
            <FormSubmit>{label}</FormSubmit>
          </div>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
