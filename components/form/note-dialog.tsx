"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { ActionForm } from "./action-form.tsx";
import { FormField, FormSubmit } from "./form-field.tsx";
import type { FormAction, FormState } from "./form-state.ts";

type Props = Readonly<{
  /** What is done, on the button, as the title and in the word of success. */
  label: string;
  about: string;
  /** Sent along with the note. */
  fields: Readonly<Record<string, string>>;
  /** Whether a reason has to be given. */
  note: "required" | "optional";
  hint?: string;
  /** A step back rather than forward. */
  quiet?: boolean;
  action: FormAction;
}>;

/** One step that is asked for once more, with a note that stands in the record. */
export function NoteDialog({
  label,
  about,
  fields,
  note,
  hint = "记入办理记录",
  quiet = false,
  action,
}: Props) {
  const [open, setOpen] = useState(false);
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
            hint={hint}
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
