"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type FormEvent } from "react";
import { FileDrop } from "#components/intake/file-drop.tsx";
import { sendFile, sizeText } from "#components/intake/upload-file.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { MAX_TABLE_BYTES, TABLE_HOURS } from "#lib/bench/model.ts";
import { BENCH_PATH } from "./labels.ts";

type Receipt = Readonly<{ tableId: string }>;
type Stage =
  Readonly<{ at: "choosing"; problem: string | null }> | Readonly<{ at: "sending"; share: number }>;

const endings = [".csv", ".txt", ".tsv"];
const hint = `CSV（UTF-8、GBK 或 UTF-16），可用 .gz 压缩；不超过 ${sizeText(MAX_TABLE_BYTES)}。首行为列名，每行一笔贷款。`;

/** A table from the browser: checked before a byte is sent, with a bar on its way. */
export function TableUpload() {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [stage, setStage] = useState<Stage>({ at: "choosing", problem: null });
  const [asked, setAsked] = useState(false);
  const sending = useRef(false);
  const wrong = file ? problemOf(file) : asked ? "请选择文件。" : null;

  async function send(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!file || wrong !== null || sending.current) return;
    sending.current = true;
    setStage({ at: "sending", share: 0 });
    try {
      const address = `${BENCH_PATH}/receive?${new URLSearchParams({ name: file.name })}`;
      const onProgress = (share: number) => setStage({ at: "sending", share });
      const { tableId } = await sendFile<Receipt>({ address, file, onProgress });
      router.push(`${BENCH_PATH}/tables/${tableId}`);
    } catch (error) {
      // What was chosen stays: a second press sends it again.
      setStage({ at: "choosing", problem: error instanceof Error ? error.message : String(error) });
    } finally {
      sending.current = false;
    }
  }

  const busy = stage.at === "sending";
  return (
    <form method="post" onSubmit={send} noValidate className="grid gap-4" aria-busy={busy}>
      {stage.at === "choosing" && stage.problem !== null ? (
        <Callout tone="danger" title="文件没有收下" live>
          {stage.problem}
        </Callout>
      ) : null}
      <FileDrop
        id="table"
        label="表格文件"
        hint={hint}
        accept={[...endings, ".gz"].join(",")}
        chosen={file ? `${file.name}（${sizeText(file.size)}）` : null}
        error={wrong ?? undefined}
        disabled={busy}
        onFile={setFile}
      />
      {stage.at === "sending" ? (
        <Meter
          label={stage.share < 1 ? "正在上传" : "已送达，正在保存"}
          value={Math.round(stage.share * 100)}
          text={`${Math.round(stage.share * 100)}%`}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" pending={busy}>
          上传表格
        </Button>
        <p className="text-muted-foreground text-xs">
          表格只用于建模，{TABLE_HOURS} 小时后自动删除，也可随时删除。
        </p>
      </div>
    </form>
  );
}

function problemOf(file: Readonly<{ name: string; size: number }>): string | null {
  if (file.size === 0) return "文件是空的，请重新选择。";
  if (file.size > MAX_TABLE_BYTES)
    return `文件为 ${sizeText(file.size)}，超过上限 ${sizeText(MAX_TABLE_BYTES)}。请用 gzip 压缩（.gz）或抽样后上传。`;
  const name = file.name.toLowerCase();
  return endings.some((ending) => name.endsWith(ending) || name.endsWith(`${ending}.gz`))
    ? null
    : "只支持 CSV（.csv、.txt、.tsv，可用 .gz 压缩）。Excel 文件请另存为 CSV 后上传。";
}
