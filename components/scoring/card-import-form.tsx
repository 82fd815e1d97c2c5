"use client";

import { useRef, useState } from "react";
import { FileDrop } from "#components/intake/file-drop.tsx";
import { sizeText } from "#components/intake/upload-file.ts";
import { ActionForm } from "#components/form/action-form.tsx";
import { FormField, FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { InspectedCardFile } from "#lib/scoring/index.ts";
import type { Performed } from "#lib/web/perform.ts";

export type ImportAction = (before: FormState, form: FormData) => Promise<FormState>;
export type InspectAction = (
  format: "json" | "pmml",
  text: string,
) => Promise<Performed<InspectedCardFile>>;

type Props = Readonly<{ action: ImportAction; inspect: InspectAction }>;

/** Of a form's action the server takes a megabyte; a card is a tenth of it. */
const LARGEST = 900 * 1024;

type Look =
  | Readonly<{ at: "none" | "looking" }>
  | Readonly<{ at: "card"; holds: InspectedCardFile }>
  | Readonly<{ at: "no_card"; problem: string }>;

/** A card from a file: PMML, or the platform's own JSON. It is kept as a draft. */
export function CardImportForm({ action, inspect }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const [look, setLook] = useState<Look>({ at: "none" });
  const latest = useRef<File | null>(null);
  const format = file?.name.toLowerCase().endsWith(".json") ? "json" : "pmml";

  /** What the file is, is said when it is chosen: nobody fills in the rest for one that is no card. */
  async function choose(chosen: File) {
    setFile(chosen);
    latest.current = chosen;
    setLook({ at: "looking" });
    const found = await lookAt(chosen, inspect);
    // Another file may have been chosen meanwhile.
    if (latest.current === chosen) setLook(found);
  }

  async function send(before: FormState, form: FormData) {
    setMissing(file === null);
    // A new object: the same one twice would look like no answer, and the form would wait for it.
    if (file === null || look.at === "no_card") return { ...before };
    form.set("format", format);
    form.set("text", await file.text());
    return action(before, form);
  }

  const problem = look.at === "no_card" ? look.problem : null;
  return (
    <ActionForm action={send} className="grid max-w-xl gap-5">
      <FileDrop
        id="text"
        label="评分卡文件"
        hint="PMML 4.x 的 Scorecard 模型（.pmml、.xml），或本平台的 JSON"
        accept=".pmml,.xml,.json"
        chosen={file?.name ?? null}
        error={problem ?? (missing && file === null ? "请选择文件。" : undefined)}
        disabled={false}
        onFile={(chosen) => void choose(chosen)}
      />
      {look.at === "looking" ? (
        <p role="status" className="text-muted-foreground text-sm">
          正在核对文件…
        </p>
      ) : null}
      {look.at === "card" ? <Holds holds={look.holds} /> : null}
      {file !== null && problem === null && format === "pmml" ? <BeyondPmml /> : null}
      <FormSubmit className="justify-self-start">存为草稿</FormSubmit>
    </ActionForm>
  );
}

async function lookAt(file: File, inspect: InspectAction): Promise<Look> {
  if (file.size > LARGEST)
    return {
      at: "no_card",
      problem: `文件为 ${sizeText(file.size)}，超过上限 ${sizeText(LARGEST)}。评分卡一般不到 100 KB，请核对文件。`,
    };
  const format = file.name.toLowerCase().endsWith(".json") ? "json" : "pmml";
  try {
    const inspected = await inspect(format, await file.text());
    return inspected.ok
      ? { at: "card", holds: inspected.result }
      : { at: "no_card", problem: inspected.message };
  } catch {
    // Saving it asks again, and says what is wrong.
    return { at: "none" };
  }
}

function Holds({
  holds: { name, characteristics, problems },
}: {
  readonly holds: InspectedCardFile;
}) {
  return (
    <Callout
      tone={problems > 0 ? "warning" : "success"}
      title={`${name}：${characteristics} 项特征`}
    >
      {problems > 0
        ? `有 ${problems} 处问题，发布前须改正；可先存为草稿，在评分卡页上逐条查看。`
        : "没有发现问题。"}
    </Callout>
  );
}

/** What a card needs and PMML does not say. */
function BeyondPmml() {
  return (
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
  );
}
