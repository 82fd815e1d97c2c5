import { ActionForm } from "#components/form/action-form.tsx";
import { FormSubmit } from "#components/form/form-field.tsx";
import type { FormState } from "#components/form/form-state.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { TemplateRead } from "#lib/evaluation/index.ts";
import type { DryRunResult, GradeCount } from "#lib/evaluation/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { countText } from "./count-text.tsx";
import { RefreshWhile } from "./refresh-while.tsx";

type DryRun = TemplateRead["dryRun"];
type Props = Readonly<{
  id: string;
  dryRun: DryRun;
  action: (before: FormState, form: FormData) => Promise<FormState>;
}>;

/** How many enterprises the template would put into each grade, beside the one in force. */
export function DryRunCard({ id, dryRun, action }: Props) {
  const waiting = dryRun?.status === "waiting";
  return (
    <Card>
      <CardHeader
        title="试算"
        description="用适用地区全部存续企业的当前数据试算各等级户数，与在用模板对照。不足 10 户的不显示。"
        actions={
          <ActionForm action={action}>
            <input type="hidden" name="id" value={id} />
            <FormSubmit variant="secondary" disabled={waiting}>
              {dryRun === null ? "开始试算" : "重新试算"}
            </FormSubmit>
          </ActionForm>
        }
      />
      <Answer dryRun={dryRun} />
    </Card>
  );
}

function Answer({ dryRun }: { readonly dryRun: DryRun }) {
  if (dryRun === null)
    return (
      <EmptyState title="还没有试算" compact>
        提交复核前请先试算，看看各等级的户数是否合理。
      </EmptyState>
    );
  if (dryRun.status === "waiting")
    return (
      <CardBody>
        <RefreshWhile words="正在试算，通常几秒内完成；离开本页不影响。" />
      </CardBody>
    );
  if (dryRun.result === null)
    return (
      <CardBody>
        <Callout tone="danger" title="试算没有完成">
          请重新试算；仍不成功时请联系技术支持。
        </Callout>
      </CardBody>
    );
  return (
    <>
      <Result result={dryRun.result} />
      <p className="text-muted-foreground border-t px-4 py-3 text-xs sm:px-5">
        {dryRun.finishedAt ? `${timeText(dryRun.finishedAt)} 试算，` : ""}共{" "}
        {countText(dryRun.result.enterprises)} 户
        {dryRun.result.inForce
          ? `；在用模板为${dryRun.result.inForce.name}（${dryRun.result.inForce.id} 第 ${dryRun.result.inForce.version} 版）。`
          : "；目前没有在用模板。"}
      </p>
    </>
  );
}

type Line = Readonly<{
  name: string;
  mine: GradeCount | undefined;
  theirs: GradeCount | undefined;
}>;

function Result({ result: { counts, inForce } }: { readonly result: DryRunResult }) {
  const nameOf = ({ grade, label }: GradeCount) => (grade === null ? label : `${grade} ${label}`);
  const before = inForce?.counts ?? [];
  const names = [...new Set([...counts, ...before].map(nameOf))];
  // Whoever got no grade comes last, whichever template has more grades.
  const unrated = [...counts, ...before].filter(({ grade }) => grade === null).map(nameOf);
  const lines = [...names.filter((name) => !unrated.includes(name)), ...new Set(unrated)].map(
    (name): Line => ({
      name,
      mine: counts.find((one) => nameOf(one) === name),
      theirs: before.find((one) => nameOf(one) === name),
    }),
  );
  return (
    <DataTable caption="试算结果" columns={columns} rows={lines} rowKey={({ name }) => name} />
  );
}

const shown = (count: GradeCount | undefined) =>
  count === undefined ? (
    <span className="text-slate-500">无此级</span>
  ) : (
    countText(count.enterprises)
  );

const columns: readonly Column<Line>[] = [
  { key: "grade", header: "等级", rowHeader: true, nowrap: true, cell: ({ name }) => name },
  { key: "mine", header: "本模板", unit: "户", numeric: true, cell: ({ mine }) => shown(mine) },
  { key: "theirs", header: "在用模板", unit: "户", numeric: true, cell: ({ theirs }) => shown(theirs) },
  {
    key: "change",
    header: "增减",
    unit: "户",
    numeric: true,
    className: "max-sm:hidden",
    cell: ({ mine, theirs }) => {
      const [now, before] = [mine?.enterprises ?? null, theirs?.enterprises ?? null];
      if (now === null || before === null) return null;
      return now > before ? `+${(now - before).toLocaleString("zh-CN")}` : (now - before).toLocaleString("zh-CN");
    },
  },
]; // prettier-ignore
