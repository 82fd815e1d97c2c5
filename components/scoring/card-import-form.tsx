"use client";

import { useState } from "react";
import { FileDrop } from "#components/intake/file-drop.tsx";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

export type ImportAction = (before: FormState, form: FormData) => Promise<FormState>;

/** A card from a file: PMML, or the platform's own JSON. It is kept as a draft. */
export function CardImportForm({ action }: { readonly action: ImportAction }) {
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const isPmml = file !== null && !file.name.toLowerCase().endsWith(".json");
  async function send(before: FormState, form: FormData) {
    setMissing(file === null);
    if (file === null) return before;
    form.set("format", isPmml ? "pmml" : "json");
    form.set("text", await file.text());
    return action(before, form);
  }
  return (
    <ActionForm action={send} className="grid max-w-xl gap-5">
      <FileDrop
        id="text"
        label="评分卡文件"
        hint="PMML 4.x 的 Scorecard 模型（.pmml、.xml），或本平台的 JSON"
        accept=".pmml,.xml,.json"
        chosen={file?.name ?? null}
        error={missing && file === null ? "请选择文件。" : undefined}
        disabled={false}
        onFile={setFile}
      />
      {isPmml ? (
        <>
          <FormField id="id" label="代号" hint="小写字母、数字和连字符，例如 sme-card" required>
            <Input name="id" autoComplete="off" maxLength={60} />
          </FormField>
          <FormField id="version" label="版本" required>
            <Input name="version" inputMode="numeric" defaultValue="1" />
          </FormField>
          <FormField id="validFrom" label="生效日" required>
            <Input name="validFrom" type="date" />
          </FormField>
          <FormField
            id="facts"
            label="字段对应"
            hint="文件中的字段名与平台指标不同时，每行写一项：文件字段=平台指标，例如 tax_level=taxGrade"
          >
            <Textarea name="facts" rows={4} />
          </FormField>
        </>
      ) : null}
      <FormSubmit className="justify-self-start">存为草稿</FormSubmit>
    </ActionForm>
  );
}
