import { BenchRuns } from "#components/bench/bench-lists.tsx";
import { BENCH_PATH } from "#components/bench/labels.ts";
import { ForgetTableButton } from "#components/bench/run-buttons.tsx";
import { TableLooking } from "#components/bench/table-looking.tsx";
import { TableWork, tableTasks, type TableTask } from "#components/bench/table-work.tsx";
import { sizeText } from "#components/intake/upload-file.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { readBench, readBenchTable } from "#lib/bench/index.ts";
import { isOver } from "#lib/bench/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { BUILT_IN, listCards } from "#lib/scoring/index.ts";
import { read } from "#lib/web/perform.ts";
import {
  cancelAction,
  describeAction,
  evaluateAction,
  explainAction,
  forgetAction,
  repeatAction,
  trainAction,
} from "../../actions.ts";

export const metadata = { title: "建模台" };

export default async function BenchTablePage(
  props: PageProps<"/operator/cards/bench/tables/[id]">,
) {
  const [{ id }, { task }] = await Promise.all([props.params, props.searchParams]);
  const { table, runs, looking, columns } = await read(readBenchTable, { id });
  const open = tableTasks.find((each) => each === task) ?? ("train" satisfies TableTask);
  return (
    <>
      <PageHeader
        title={table.fileName}
        crumbs={[
          { label: "评分卡", href: "/operator/cards" },
          { label: "建模台", href: BENCH_PATH },
          { label: table.fileName },
        ]}
        description={`${sizeText(table.bytes)}，${timeText(table.receivedAt)} 上传，${timeText(table.keepUntil)} 自动删除。`}
        actions={<ForgetTableButton id={id} action={forgetAction} />}
      />
      {looking ? (
        <TableLooking standing={looking} cancel={cancelAction} repeat={repeatAction} />
      ) : null}
      {columns && (looking === null || isOver(looking.status)) ? (
        <TableWork
          tableId={id}
          fileName={table.fileName}
          description={columns}
          open={open}
          cards={await choosableCards()}
          actions={{
            describe: describeAction,
            train: trainAction,
            evaluate: evaluateAction,
            explain: explainAction,
          }}
        />
      ) : null}
      <Card>
        <CardHeader title="这张表的任务" />
        <BenchRuns
          runs={runs.filter(({ kind }) => kind !== "describe")}
          empty="建卡、评估与逐行解释列在这里。"
        />
      </Card>
    </>
  );
}

/** The platform's cards, the built-in one, and trainings that have not been taken in. */
async function choosableCards() {
  const [cards, { runs }] = await Promise.all([read(listCards), read(readBench)]);
  return [
    ...runs
      .filter(({ hasCard }) => hasCard)
      .map(({ id, request, createdAt }) => ({
        value: `run:${id}`,
        label: `建卡结果：${request.name ?? ""}（${timeText(createdAt)}）`,
      })),
    ...cards.map(({ id, name, version }) => ({
      value: `card:${id}`,
      label: `${name} 第 ${version} 版`,
    })),
    { value: `card:${BUILT_IN}`, label: "平台内置的评分卡" },
  ];
}
