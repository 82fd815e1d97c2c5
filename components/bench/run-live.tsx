"use client";

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Card, CardBody } from "#components/ui/card.tsx";
import { Meter } from "#components/ui/meter.tsx";
import type { RunStanding } from "#lib/bench/index.ts";
import { isOver, runStepLabels } from "#lib/bench/model.ts";
import { BENCH_PATH } from "./labels.ts";
import { CancelRunButton, type RunAction } from "./run-buttons.tsx";

type Props = Readonly<{ standing: RunStanding; cancel: RunAction }>;

const EVERY_MS = 1500;

/** Follows a run that waits or is under way, and has the page drawn anew when it is over. */
export function RunLive(props: Props) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <Following {...props} />
    </QueryClientProvider>
  );
}

async function askStanding(id: string): Promise<RunStanding> {
  const response = await fetch(`${BENCH_PATH}/runs/${id}/state`, { cache: "no-store" });
  // Its table was removed meanwhile, and the run with it: the page says so when it is drawn anew.
  if (response.status === 404)
    return { id, status: "cancelled", step: null, percent: 0, failure: null, stalled: false };
  if (!response.ok) throw new Error(`a run answered ${response.status}`);
  return (await response.json()) as RunStanding; // Written by runs/[id]/state/route.ts.
}

function Following({ standing, cancel }: Props) {
  const router = useRouter();
  const { data, isError } = useQuery({
    queryKey: ["bench-run", standing.id],
    queryFn: () => askStanding(standing.id),
    initialData: standing,
    refetchInterval: ({ state }) => (state.data && isOver(state.data.status) ? false : EVERY_MS),
    // The next look makes good for one that failed.
    retry: false,
  });
  const over = isOver(data.status);
  useEffect(() => {
    if (over) router.refresh();
  }, [over, router]);
  return (
    <Card aria-label="进度">
      <CardBody className="grid gap-3" role="status">
        <Meter label={labelOf(data)} value={data.percent} text={`${data.percent}%`} />
        <p className="text-muted-foreground text-xs">{noteOf(data, isError)}</p>
        <div>
          <CancelRunButton id={data.id} action={cancel} />
        </div>
      </CardBody>
    </Card>
  );
}

function labelOf({ status, step }: RunStanding): string {
  if (isOver(status)) return "正在载入结果";
  if (status === "queued") return "已收到，等待处理";
  return step === null ? "正在准备" : runStepLabels[step];
}

function noteOf({ status, stalled }: RunStanding, isError: boolean): string {
  if (isError) return "暂时查不到进度，稍后自动再查。";
  if (stalled)
    return status === "queued"
      ? "仍在排队：后台程序正忙或没有运行，恢复后自动开始。"
      : "后台程序没有响应：恢复后自动重新处理，多次中断则停止。";
  return "离开本页不影响处理，回来时仍可看到进度与结果。";
}
