import { redirect } from "next/navigation";
import { BENCH_PATH } from "#components/bench/labels.ts";
import { RunBadge, RunView } from "#components/bench/run-view.tsx";
import { TakeInDialog } from "#components/bench/take-in-dialog.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { readRun } from "#lib/bench/index.ts";
import { runKindLabels } from "#lib/bench/model.ts";
import { read } from "#lib/web/perform.ts";
import { cancelAction, repeatAction, takeInAction } from "../../actions.ts";

export const metadata = { title: "建模台" };

export default async function BenchRunPage(props: PageProps<"/operator/cards/bench/runs/[id]">) {
  const { id } = await props.params;
  const run = await read(readRun, { id });
  // A look at the columns is shown with the table.
  if (run.kind === "describe") redirect(`/operator/cards/bench/tables/${run.table.id}`);
  const title = run.request.name ?? run.request.card ?? run.table.fileName;
  return (
    <>
      <PageHeader
        title={`${runKindLabels[run.kind]}：${title}`}
        crumbs={[
          { label: "评分卡", href: "/operator/cards" },
          { label: "建模台", href: BENCH_PATH },
          { label: runKindLabels[run.kind] },
        ]}
        aside={<RunBadge run={run} />}
        actions={run.card === null ? null : <CardActions id={run.id} card={run.card} />}
      />
      <RunView run={run} cancel={cancelAction} repeat={repeatAction} />
    </>
  );
}

type CardActionsProps = Readonly<{
  id: string;
  card: Readonly<{ id: string; name: string; validFrom: string }>;
}>;

function CardActions({ id, card: { id: cardId, name, validFrom } }: CardActionsProps) {
  const address = `${BENCH_PATH}/runs/${id}/card`;
  return (
    <>
      <Download href={`${address}?format=json`}>下载 JSON</Download>
      <Download href={`${address}?format=pmml`}>下载 PMML</Download>
      <Download href={`${address}?format=record`}>训练记录</Download>
      <TakeInDialog runId={id} card={{ id: cardId, name, validFrom }} action={takeInAction} />
    </>
  );
}

function Download({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <Button variant="secondary" asChild>
      <a href={href} download>
        {children}
      </a>
    </Button>
  );
}
