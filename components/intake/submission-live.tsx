"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import { useState } from "react";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { BatchCounts, SubmissionStatus } from "#lib/intake/model.ts";
import { BatchAccount } from "./batch-account.tsx";
import type { UploadReceipt } from "./upload-file.ts";

type Props = Readonly<{ receipt: UploadReceipt; fileName: string; onAnother: () => void }>;

/** What app/department/submissions/[id]/route.ts answers, as far as it is shown here. */
type Standing = Readonly<{
  status: SubmissionStatus;
  progress: number;
  failure: string | null;
  batch: (BatchCounts & Readonly<{ id: number }>) | null;
}>;

const EVERY_MS = 1000;

/** Follows a file from its arrival to its end. */
export function SubmissionLive(props: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <div className="grid gap-5">
        {props.receipt.state === "landed" ? (
          <LandedBefore batchId={props.receipt.batchId} />
        ) : (
          <Following submissionId={props.receipt.submissionId} fileName={props.fileName} />
        )}
        <div>
          <Button variant="secondary" onClick={props.onAnother}>
            上传另一个文件
          </Button>
        </div>
      </div>
    </QueryClientProvider>
  );
}

function LandedBefore({ batchId }: { readonly batchId: number }) {
  return (
    <Callout
      title="这份内容此前已经入库，数据没有变化"
      actions={
        <Button asChild variant="secondary" size="sm">
          <AppLink href={`/department/batches/${batchId}`}>查看批次 #{batchId}</AppLink>
        </Button>
      }
    >
      内容逐字节相同，系统不会重复入库。如需更正，请修改文件后上传。
    </Callout>
  );
}

export async function askStanding(submissionId: string): Promise<Standing> {
  const response = await fetch(`/department/submissions/${submissionId}`, { cache: "no-store" });
  if (!response.ok) throw new Error(`a submission answered ${response.status}`);
  return (await response.json()) as Standing; // See above.
}

export const isOver = (standing: Standing | undefined): boolean =>
  standing?.status === "landed" || standing?.status === "failed";

function Following({ submissionId, fileName }: Readonly<{ submissionId: string; fileName: string }>) {
  const { data, isError } = useQuery({
    queryKey: ["submission", submissionId],
    queryFn: () => askStanding(submissionId),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : EVERY_MS),
    // The next look makes good for one that failed.
    retry: false,
  });
  if (data?.status === "failed") {
    return (
      <Callout tone="danger" title="文件没有入库" live>
        {data.failure}
      </Callout>
    );
  }
  if (data?.status === "landed" && data.batch) {
    const { quarantined } = data.batch;
    return (
      <Callout
        tone={quarantined > 0 ? "warning" : "success"}
        title={quarantined > 0 ? `已入库，其中 ${quarantined.toLocaleString("zh-CN")} 行被隔离` : "已入库"}
        live
        actions={
          <Button asChild variant="secondary" size="sm">
            <AppLink href={`/department/batches/${data.batch.id}`}>
              {quarantined > 0 ? "查看并更正" : `查看批次 #${data.batch.id}`}
            </AppLink>
          </Button>
        }
      >
        <BatchAccount counts={data.batch} />
      </Callout>
    );
  }
  return (
    <div role="status" className="flex items-start gap-3 rounded-lg border bg-slate-50 p-4">
      <LoaderCircle aria-hidden className="text-primary mt-1 size-4 shrink-0 animate-spin" />
      <div className="min-w-0">
        <p className="[overflow-wrap:anywhere] text-slate-900">{fileName}</p>
        <p className="text-muted-foreground text-sm">
          {data?.status === "processing"
            ? `正在校验入库，已读取 ${data.progress.toLocaleString("zh-CN")} 行`
            : "已收到，等待处理"}
          {isError ? "（暂时查不到进度，稍后自动再查）" : "。离开本页不影响处理，结果见“批次与更正”。"}
        </p>
      </div>
    </div>
  );
}
