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
type Props = Readonly<{
  words: Readonly<{ label: string; note: "required" | "optional"; about: string }>;
  /** What the action needs to know besides the note. */
  fields: Readonly<Record<string, string>>;
  quiet?: boolean;
  action: StepAction;
}>;

/** One step with a note that stands in the record. */
export function StepDialog({ words, fields, quiet = false, action }: Props) {
  const [open, setOpen] = useState(false);
  const { label, note, about } = words;
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
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <FormField
            id="note"
            label={note === "required" ? "理由" : "说明"}
            hint="记入办理记录"
            required={note === "required"}
          >
            <Textarea name="note" rows={3} maxLength={300} />
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
