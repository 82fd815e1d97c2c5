"use client";

import { Eye } from "lucide-react";
import { useState } from "react";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

export type RevealAction<Result> = (
  before: FormState<Result>,
  form: FormData,
) => Promise<FormState<Result>>;

type Props<Result> = Readonly<{
  /** What is shown when it is done: 法定代表人证件号码与联系电话. */
  what: string;
  /** Who hears of it beside the log. */
  note: string;
  /** Of whom: sent along with the reason. */
  target: Readonly<{ name: string; value: string }>;
  action: RevealAction<Result>;
  onRevealed: (result: Result) => void;
}>;

/** Asks why before something personal is shown in full; the answer stays in the log. */
export function RevealDialog<Result>({ what, note, target, action, onRevealed }: Props<Result>) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm">
          <Eye aria-hidden />
          查看
        </Button>
      </DialogTrigger>
      <DialogContent size="sm" title={`查看${what}`} description={`请写明原因。${note}`}>
        <ActionForm
          action={action}
          className="grid gap-4"
          onDone={(result) => {
            setOpen(false);
            onRevealed(result);
          }}
        >
          <input type="hidden" name={target.name} value={target.value} />
          <FormField id="reason" label="查看原因" hint="至少 4 个字，例如：核对签约人身份" required>
            <Textarea name="reason" rows={2} maxLength={200} />
          </FormField>
          <FormSubmit>查看</FormSubmit>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
