import { levelWords } from "#components/scoring/card-labels.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import type { EvaluateReport } from "#lib/modelling/index.ts";
import { Calibration } from "./calibration.tsx";
import { countText, intervalText, measureText, percentText } from "./labels.ts";

type Props = Readonly<{
  report: EvaluateReport;
  against: string | null;
  /** The card was trained on these very rows. */
  trainedHere: boolean;
}>;

/** A card on rows that it was not made of: how well it tells, how far the rows moved, who changes sides. */
export function EvaluateResult({ report, against, trainedHere }: Props) {
  const { rows, n, badRate, auc, ks, gini, brier, calibration, psi, notes } = report;
  const shown = (value: number | null) => (value === null ? null : measureText(value));
  return (
    <>
      {trainedHere ? (
        <Callout tone="warning" title="结果偏乐观：这张卡就是用这张表建的">
          建卡用过的行不能说明它在新企业上的表现，请看建卡结果中的交叉验证，或换一张没有参与建卡的表。
        </Callout>
      ) : null}
      <StatGrid className="lg:grid-cols-3">
        <StatTile
          label="样本"
          value={countText(n ?? rows)}
          unit="行"
          hint={badRate === null ? "没有结果，不能衡量区分度" : `坏样本率 ${percentText(badRate)}`}
        />
        <StatTile
          label="AUC"
          value={shown(auc?.value ?? null)}
          hint={intervalText(auc?.interval ?? null) ?? ""}
        />
        <StatTile
          label="KS"
          value={shown(ks?.value ?? null)}
          hint={intervalText(ks?.interval ?? null) ?? ""}
        />
        <StatTile label="Gini" value={shown(gini)} hint="2 × AUC − 1" />
        <StatTile label="Brier" value={shown(brier)} hint="0 为完全准确" />
        <StatTile
          label="总分 PSI"
          value={psi === null ? null : shown(psi.value)}
          hint={psi === null ? "没有训练记录可比" : levelWords[psi.verdict].label}
        />
      </StatGrid>
      {report.bootstraps ? (
        <p className="text-muted-foreground text-xs">
          区间由 {report.bootstraps}{" "}
          次自助抽样得出，指同一来源另取样本时的范围；换年份或换机构不在其内。
        </p>
      ) : null}
      {calibration === null ? null : <Calibration calibration={calibration} />}
      <Stability characteristics={report.characteristics} />
      {report.swap === null ? null : <Swap swap={report.swap} against={against ?? ""} />}
      {notes.length > 0 ? (
        <Callout title="评估说明">
          <ul className="list-disc space-y-0.5 pl-5">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
    </>
  );
}

type Moved = NonNullable<EvaluateReport["characteristics"]>[number];

function Stability({ characteristics }: Pick<EvaluateReport, "characteristics">) {
  if (characteristics === null) return null;
  return (
    <Card>
      <CardHeader
        title="特征稳定性"
        description="与建卡样本相比各特征分布的移动：PSI 高于 0.1 关注，高于 0.25 预警。"
      />
      <DataTable
        caption="特征稳定性"
        columns={movedColumns}
        rows={characteristics.toSorted((one, other) => (other.psi ?? 0) - (one.psi ?? 0))}
        rowKey={({ name }) => name}
      />
    </Card>
  );
}

const movedColumns: readonly Column<Moved>[] = [
  {
    key: "name",
    header: "特征",
    rowHeader: true,
    className: "min-w-32 [overflow-wrap:anywhere]",
    cell: ({ name }) => name,
  },
  {
    key: "psi",
    header: "PSI",
    numeric: true,
    cell: ({ psi }) => (psi === null ? null : psi.toFixed(4)),
  },
  {
    key: "verdict",
    header: "结论",
    nowrap: true,
    cell: ({ verdict }) => (
      <Badge tone={levelWords[verdict].tone}>{levelWords[verdict].label}</Badge>
    ),
  },
];

type SwapSet = NonNullable<EvaluateReport["swap"]>;
type SwapRow = Readonly<{ name: string; n: number; badRate: number | null }>;

function Swap({ swap, against }: Readonly<{ swap: SwapSet; against: string }>) {
  const rows: readonly SwapRow[] = [
    { name: "两卡都通过", ...swap.both },
    { name: "换入：仅本卡通过", ...swap.swapIn },
    { name: "换出：仅对比卡通过", ...swap.swapOut },
    { name: "两卡都不通过", ...swap.neither },
  ];
  return (
    <Card>
      <CardHeader
        title="换入换出"
        description={`与“${against}”各放行 ${percentText(swap.approvalRate)} 的行。换入的坏样本率低于换出，才值得换卡。`}
      />
      <DataTable caption="换入换出" columns={swapColumns} rows={rows} rowKey={({ name }) => name} />
    </Card>
  );
}

const swapColumns: readonly Column<SwapRow>[] = [
  { key: "name", header: "", rowHeader: true, cell: ({ name }) => name },
  { key: "n", header: "行数", numeric: true, cell: ({ n }) => countText(n) },
  {
    key: "rate",
    header: "坏样本率",
    numeric: true,
    cell: ({ badRate }) => (badRate === null ? "—" : percentText(badRate)),
  },
];
