import { WaterfallChart } from "#components/charts/score-charts.tsx";
import type { WaterfallStep } from "#components/charts/spec.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { wanText } from "#lib/kernel/money.ts";
import type { LimitStep, Score } from "#lib/scoring/model.ts";

type Props = Readonly<{ limit: Score["limit"] }>;

/** How much could be lent: the least of four ceilings less what is owed, step by step. */
export function ScoreLimit({ limit }: Props) {
  const { suggestedFen, steps, note, policy } = limit;
  return (
    <Card>
      <CardHeader
        title="建议额度"
        description={`取各项上限中最低的一项，再扣减存量贷款。${policyText(policy)}`}
        actions={
          suggestedFen === null ? (
            <Badge>暂不能测算</Badge>
          ) : (
            <span className="figures">
              <span className="text-xl font-semibold text-slate-900">{wanText(suggestedFen)}</span>
              <span className="ml-1 text-sm text-slate-600">万元</span>
            </span>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] xl:grid-cols-2">
        {suggestedFen === null ? null : (
          <CardBody className="min-w-0 xl:border-r">
            <WaterfallChart
              title="额度测算"
              hideTitle
              unit="万元"
              steps={waterfallOf(steps, suggestedFen)}
            />
          </CardBody>
        )}
        <div className="min-w-0 max-xl:border-t">
          <DataTable
            caption="额度测算步骤"
            columns={columns}
            rows={steps}
            rowKey={(one) => one.label}
          />
        </div>
      </div>
      {note === null ? null : (
        <p className="border-t px-4 py-3 text-sm text-slate-700 sm:px-5">{note}</p>
      )}
    </Card>
  );
}

/** Whose figures these are. */
const policyText = (policy: Score["limit"]["policy"]): string =>
  policy
    ? `参数来自机构额度政策第 ${policy.version} 版（${policy.validFrom} 起）。`
    : "参数来自评分卡。";

const columns: readonly Column<LimitStep>[] = [
  {
    key: "step",
    header: "步骤与公式",
    rowHeader: true,
    cell: (step) => (
      <>
        <span className="flex flex-wrap items-center gap-2 text-slate-900">
          {step.label}
          {step.binding ? <Badge tone="primary">决定额度</Badge> : null}
        </span>
        <span className="text-muted-foreground block text-xs">{step.formula}</span>
      </>
    ),
  },
  {
    key: "amount",
    header: "金额",
    unit: "万元",
    numeric: true,
    cell: (step) =>
      step.amountFen === null ? (
        <span className="text-slate-500">未知，未计入</span>
      ) : (
        wanText(step.amountFen)
      ),
  },
];

const inWan = (amountFen: number) => Math.round(amountFen / 10_000) / 100;

/** The first ceiling, what each further one takes off it, what is owed, and what is left. */
function waterfallOf(steps: readonly LimitStep[], suggestedFen: number): readonly WaterfallStep[] {
  const ceilings = steps.slice(0, -1).filter((step) => step.amountFen !== null);
  const bars: WaterfallStep[] = [];
  let level = 0;
  for (const { label, amountFen } of ceilings) {
    const ceiling = amountFen ?? 0;
    const first = bars.length === 0;
    const change = Math.min(0, ceiling - level);
    bars.push(
      first
        ? { label, value: inWan(ceiling), role: "total" }
        : { label, value: inWan(change), role: "change" },
    );
    level = first ? ceiling : level + change;
  }
  const debt = steps.at(-1);
  if (debt !== undefined && debt.amountFen !== null)
    bars.push({ label: debt.label, value: inWan(suggestedFen - level), role: "change" });
  return [...bars, { label: "建议额度", value: inWan(suggestedFen), role: "total" }];
}
