"use client";

import { useRef, useState, type FormEvent } from "react";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Select } from "#components/ui/select.tsx";
import { FileDrop } from "./file-drop.tsx";
import { SubmissionLive } from "./submission-live.tsx";
import { TemplateLinks } from "./template-links.tsx";
import { accepted, fileProblem, sendFile, sizeText, type UploadReceipt } from "./upload-file.ts";

type Props = Readonly<{
  items: readonly Readonly<{ id: string; name: string }>[];
  maximumBytes: number;
}>;

type Stage =
  | Readonly<{ at: "choosing"; problem: string | null }>
  | Readonly<{ at: "sending"; share: number }>
  | Readonly<{ at: "sent"; receipt: UploadReceipt; fileName: string }>;

/** Item and file, the way there with a bar, and then what becomes of it row by row. */
export function UploadForm({ items, maximumBytes }: Props) {
  const [item, setItem] = useState(items.length === 1 ? (items[0]?.id ?? "") : "");
  const [file, setFile] = useState<File | null>(null);
  const [stage, setStage] = useState<Stage>({ at: "choosing", problem: null });
  const [asked, setAsked] = useState(false);
  const sending = useRef(false);
  const chosen = items.find(({ id }) => id === item);
  const wrong = file ? fileProblem(file, maximumBytes) : asked ? "请选择文件。" : undefined;

  async function send(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!file || wrong || item === "" || sending.current) return;
    sending.current = true;
    setStage({ at: "sending", share: 0 });
    try {
      const onProgress = (share: number) => setStage({ at: "sending", share });
      const address = `/department/upload/receive?${new URLSearchParams({ item, name: file.name })}`;
      const receipt = await sendFile<UploadReceipt>({ address, file, onProgress });
      setStage({ at: "sent", receipt, fileName: file.name });
    } catch (error) {
      // What was chosen stays: a second press sends it again.
      setStage({ at: "choosing", problem: error instanceof Error ? error.message : String(error) });
    } finally {
      sending.current = false;
    }
  }

  function another() {
    setFile(null);
    setAsked(false);
    setStage({ at: "choosing", problem: null });
  }

  if (stage.at === "sent") {
    const { receipt, fileName } = stage;
    return <SubmissionLive receipt={receipt} fileName={fileName} onAnother={another} />;
  }
  return (
    <form
      method="post"
      onSubmit={send}
      noValidate
      className="grid gap-5"
      aria-busy={stage.at === "sending"}
    >
      {stage.at === "choosing" && stage.problem !== null ? (
        <Callout tone="danger" title="文件没有收下" live>
          {stage.problem}
        </Callout>
      ) : null}
      <Field
        id="item"
        label="数据项"
        required
        className="sm:max-w-md"
        hint={chosen ? undefined : "选择后可下载该数据项的模板。"}
        error={asked && item === "" ? "请选择数据项。" : undefined}
      >
        <Select
          value={item}
          onChange={(event) => setItem(event.target.value)}
          disabled={stage.at === "sending"}
          placeholder="请选择"
          options={items.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      {chosen ? <TemplateLinks item={chosen} /> : null}
      <FileDrop
        id="file"
        label="文件"
        hint={`CSV（UTF-8 或 GBK）、XLSX、JSON Lines，可用 .gz 压缩；不超过 ${sizeText(maximumBytes)}。`}
        accept={[...accepted, ".gz"].join(",")}
        chosen={file ? `${file.name}（${sizeText(file.size)}）` : null}
        error={wrong ?? undefined}
        disabled={stage.at === "sending"}
        onFile={setFile}
      />
      {stage.at === "sending" ? (
        <Meter
          label={stage.share < 1 ? "正在上传" : "已送达，正在登记"}
          value={Math.round(stage.share * 100)}
          text={`${Math.round(stage.share * 100)}%`}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton size="lg" pending={stage.at === "sending"}>
          上传并校验
        </SubmitButton>
        <p className="text-muted-foreground text-xs">相同内容重复上传不会改变数据。</p>
      </div>
    </form>
  );
}
