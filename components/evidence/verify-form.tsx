"use client";

import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Input } from "#components/ui/input.tsx";
import type { PublicAnswer } from "#lib/evidence/index.ts";
import { VerifyAnswer } from "./verify-answer.tsx";

type Props = Readonly<{ number: string }>;

/** A file, or a number with a hash, to be checked; the answer appears below. */
export function VerifyForm({ number }: Props) {
  return (
    <ActionForm action={check} className="grid gap-5">
      {(state) => (
        <>
          <FormField
            id="file"
            label="文件"
            hint="授权书签署副本（PDF）或证据包（ZIP），不超过 5 MB。文件只用于本次核验，不保存。"
          >
            <Input
              type="file"
              name="file"
              accept=".pdf,.zip,.txt"
              className="h-auto cursor-pointer py-1.5 sm:h-auto file:mr-3 file:rounded file:border-0 file:bg-slate-100 file:px-3 file:py-1 file:text-sm"
            />
          </FormField>
          <p className="text-muted-foreground text-sm">
            没有签署副本，也可以填写授权书编号，并上传原文件或填写其摘要。
          </p>
          <div className="grid gap-5 sm:grid-cols-[14rem_1fr]">
            <FormField id="number" label="授权书编号" hint="如 SQ-2026-000123">
              <Input name="number" defaultValue={number} className="figures" autoComplete="off" />
            </FormField>
            <FormField id="hash" label="文件摘要" hint="SM3 或 SHA-256，64 位十六进制">
              <Input name="hash" className="font-mono" autoComplete="off" spellCheck={false} />
            </FormField>
          </div>
          <FormSubmit size="lg" className="justify-self-start">
            核验
          </FormSubmit>
          {state.status === "done" ? <VerifyAnswer answer={state.result} /> : null}
        </>
      )}
    </ActionForm>
  );
}

/** Not a server action: those take no more than a megabyte. */
async function check(_: FormState<PublicAnswer>, form: FormData): Promise<FormState<PublicAnswer>> {
  const response = await fetch("/api/verify", { method: "POST", body: form });
  return (await response.json()) as FormState<PublicAnswer>; // Our own route answers in this form, whatever the status.
}
