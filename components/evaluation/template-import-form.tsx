"use client";

import { useState } from "react";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { FileDrop } from "#components/intake/file-drop.tsx";

type Props = Readonly<{ action: (before: FormState, form: FormData) => Promise<FormState> }>;

/** A template from a file, as it was exported; it is kept as a draft. */
export function TemplateImportForm({ action }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  async function send(before: FormState, form: FormData) {
    setMissing(file === null);
    if (file === null) return before;
    form.set("text", await file.text());
    return action(before, form);
  }
  return (
    <ActionForm action={send} className="grid max-w-xl gap-5">
      <FileDrop
        id="text"
        label="模板文件"
        hint="JSON 文件（.json），最多 1 MB"
        accept=".json"
        chosen={file?.name ?? null}
        error={missing && file === null ? "请选择文件。" : undefined}
        disabled={false}
        onFile={setFile}
      />
      <FormSubmit className="justify-self-start">存为草稿</FormSubmit>
    </ActionForm>
  );
}
