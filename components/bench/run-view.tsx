import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { DescriptionList, type Description } from "#components/ui/description-list.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { BenchRun } from "#lib/bench/index.ts";
import { isOver, runStatusLabels } from "#lib/bench/model.ts";
import { EvaluateResult } from "./evaluate-result.tsx";
import { ExplainResult } from "./explain-result.tsx";
import { BENCH_PATH, runTones } from "./labels.ts";
import { RepeatRunButton, type RepeatAction, type RunAction } from "./run-buttons.tsx";
import { RunLive } from "./run-live.tsx";
import { TrainResult } from "./train-result.tsx";

type Props = Readonly<{ run: BenchRun; cancel: RunAction; repeat: RepeatAction }>;

/** A run from its place in the queue to what came of it. */
export function RunView({ run, cancel, repeat }: Props) {
  const { standing } = run;
  return (
    <>
      {isOver(standing.status) ? null : (
        <RunLive key={run.id} standing={standing} cancel={cancel} />
      )}
      {standing.status === "failed" || standing.status === "cancelled" ? (
        <Ended run={run} repeat={repeat} />
      ) : null}
      <Result run={run} />
      <Card>
        <CardHeader title="任务" />
        <CardBody>
          <DescriptionList columns={3} items={factsOf(run)} />
        </CardBody>
      </Card>
    </>
  );
}

export const RunBadge = ({ run: { standing } }: Pick<Props, "run">) => (
  <Badge tone={runTones[standing.status]}>{runStatusLabels[standing.status]}</Badge>
);

function Ended({ run, repeat }: Pick<Props, "run" | "repeat">) {
  const cancelled = run.standing.status === "cancelled";
  return (
    <Callout
      tone={cancelled ? "info" : "danger"}
      title={cancelled ? "任务已取消" : "任务没有完成"}
      actions={run.table.kept ? <RepeatRunButton id={run.id} action={repeat} /> : undefined}
    >
      {run.standing.failure ?? "没有产生结果。"}
      {run.table.kept ? null : "表格已经删除，需要时请重新上传。"}
    </Callout>
  );
}

function Result({ run: { came, request } }: Pick<Props, "run">) {
  switch (came?.kind) {
    case "train":
      return <TrainResult report={came.report} dropped={request.drop ?? []} />;
    case "evaluate":
      return (
        <EvaluateResult
          report={came.report}
          against={request.against ?? null}
          trainedHere={request.trainedHere ?? false}
        />
      );
    case "explain":
      return <ExplainResult report={came.report} />;
    case "describe":
    case undefined:
      return null;
  }
}

function factsOf({ table, request, by, createdAt, finishedAt }: BenchRun): Description[] {
  const { target, bad, card, against, approvalPercent, seed, keep = [] } = request;
  return [
    {
      term: "表格",
      detail: table.kept ? (
        <TextLink href={`${BENCH_PATH}/tables/${table.id}`}>{table.fileName}</TextLink>
      ) : (
        table.fileName
      ),
      hint: table.kept ? `${timeText(table.keepUntil)} 自动删除` : "内容已删除",
    },
    { term: "提交", detail: `${by ?? "—"}，${timeText(createdAt)}` },
    ...(finishedAt ? [{ term: "结束", detail: timeText(finishedAt) }] : []),
    ...(card ? [{ term: "评分卡", detail: card }] : []),
    ...(against
      ? [{ term: "对比的评分卡", detail: `${against}，通过率 ${approvalPercent ?? 50}%` }]
      : []),
    ...(target ? [{ term: "目标列", detail: bad ? `${target}，坏样本为 ${bad}` : target }] : []),
    ...(keep.length > 0 ? [{ term: "要求采用", detail: keep.join("、") }] : []),
    ...(seed === undefined ? [] : [{ term: "随机种子", detail: String(seed) }]),
  ];
}
