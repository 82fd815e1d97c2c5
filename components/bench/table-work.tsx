import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { SelectOption } from "#components/ui/select.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import type { TableDescription } from "#lib/modelling/index.ts";
import { ColumnTable } from "./column-table.tsx";
import { EvaluateForm, ExplainForm } from "./judge-forms.tsx";
import { BENCH_PATH, countText, percentText } from "./labels.ts";
import { proposedName } from "./proposed-name.ts";
import { TargetForm, type BenchAction } from "./target-form.tsx";
import { TrainForm } from "./train-form.tsx";

export const tableTasks = ["train", "evaluate", "explain"] as const;
export type TableTask = (typeof tableTasks)[number];

const taskLabels = { train: "建卡", evaluate: "评估", explain: "逐行解释" } as const;

type Props = Readonly<{
  tableId: string;
  fileName: string;
  description: TableDescription;
  open: TableTask;
  cards: readonly SelectOption[];
  actions: Readonly<Record<"describe" | TableTask, BenchAction>>;
}>;

/** What may be done with a table, one thing at a time. */
export function TableWork(props: Props) {
  const { tableId, description, open, cards, actions } = props;
  const { columns, target, notes, rows } = description;
  return (
    <>
      {notes.length > 0 ? (
        <Callout title="读取时注意到">
          <ul className="list-disc space-y-0.5 pl-5">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
      <TabLinks
        label="用这张表"
        current={hrefOf(tableId, open)}
        items={tableTasks.map((task) => ({ href: hrefOf(tableId, task), label: taskLabels[task] }))}
      />
      {open === "train" ? <Training {...props} /> : null}
      {open === "evaluate" ? (
        <Card>
          <CardHeader
            title="评估评分卡"
            description="区分度与自助抽样区间、校准、群体稳定性；对比另一张卡则列出换入换出。"
          />
          <CardBody>
            <EvaluateForm
              tableId={tableId}
              cards={cards}
              columns={columns}
              target={target?.column ?? null}
              action={actions.evaluate}
            />
          </CardBody>
        </Card>
      ) : null}
      {open === "explain" ? (
        <Card>
          <CardHeader
            title="解释一行的得分"
            description="各特征的得分与主要原因，随表格一同删除。"
          />
          <CardBody>
            <ExplainForm tableId={tableId} cards={cards} rows={rows} action={actions.explain} />
          </CardBody>
        </Card>
      ) : null}
    </>
  );
}

const hrefOf = (tableId: string, task: TableTask): string =>
  `${BENCH_PATH}/tables/${tableId}?task=${task}`;

function Training({ tableId, fileName, description, actions }: Props) {
  const { columns, target, rows } = description;
  return (
    <>
      <Card>
        <CardHeader
          title="第一步：选择目标列"
          description={`${countText(rows)} 行，${columns.length} 列。`}
        />
        <CardBody>
          <TargetForm
            // What was answered for one target does not stand for another.
            key={target?.column ?? ""}
            tableId={tableId}
            columns={columns}
            chosen={target}
            action={actions.describe}
          />
        </CardBody>
      </Card>
      {target === null ? (
        <Card>
          <CardHeader title="各列" description="选择目标列后，列出每列单独区分好坏的能力。" />
          <ColumnTable description={description} />
        </Card>
      ) : (
        <Card>
          <CardHeader
            title="第二步：选择列并建卡"
            description={`目标列“${target.column}”：坏样本为 ${target.bad.join("、")}（${target.reason}），${countText(target.badRows)} 行，占 ${percentText(target.badRows / Math.max(1, rows - target.unknown))}${target.unknown > 0 ? `；${countText(target.unknown)} 行结果未知，不参与建卡` : ""}。`}
          />
          <CardBody>
            <TrainForm
              key={`${target.column}:${target.bad.join()}`}
              tableId={tableId}
              description={description}
              proposed={proposedName(fileName)}
              action={actions.train}
            />
          </CardBody>
        </Card>
      )}
    </>
  );
}
