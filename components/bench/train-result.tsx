import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import type { TrainReport } from "#lib/modelling/index.ts";
import { Calibration } from "./calibration.tsx";
import { CharacteristicBins } from "./characteristic-bins.tsx";
import { countText, intervalText, measureText, percentText } from "./labels.ts";

type Props = Readonly<{
  report: TrainReport;
  /** Columns that the person had left out. */
  dropped: readonly string[];
}>;

/** What came of a training: how well it tells on rows it was not made of, its parts, and what it left out. */
export function TrainResult({ report, dropped }: Props) {
  const { n, badRate, cv, characteristics, choice, notes } = report;
  const kept = report.warnings.filter((warning) => warning.kept);
  return (
    <>
      {characteristics.length === 0 ? (
        <Callout tone="warning" title="没有建成评分卡">
          没有一列能区分好坏。请换目标列，或采用更多的列。
        </Callout>
      ) : null}
      {kept.length > 0 ? (
        <Callout tone="warning" title="采用了可能事后才知道的列">
          {kept.map(({ text }) => text).join("；")}
        </Callout>
      ) : null}
      <StatGrid className="lg:grid-cols-5">
        <StatTile
          label="样本"
          value={countText(n)}
          unit="行"
          hint={`坏样本率 ${percentText(badRate)}`}
        />
        {cv === null ? (
          <StatTile label="交叉验证" value={null} hint="好样本或坏样本不足两个" />
        ) : (
          <>
            <Measure
              label="AUC"
              mean={cv.auc.mean}
              sd={cv.auc.sd}
              hint={intervalText(cv.auc.interval)}
            />
            <Measure
              label="KS"
              mean={cv.ks.mean}
              sd={cv.ks.sd}
              hint={intervalText(cv.ks.interval)}
            />
            {/* Gini = 2 AUC − 1, so its deviation is twice that of AUC. */}
            <Measure label="Gini" mean={cv.gini} sd={2 * cv.auc.sd} hint="2 × AUC − 1" />
            <Measure label="Brier" mean={cv.brier} sd={cv.brierSd} hint="0 为完全准确" />
          </>
        )}
      </StatGrid>
      <p className="text-muted-foreground text-xs">
        {cv === null ? "" : `${cv.folds} 折交叉验证，均在未参与建卡的行上衡量，± 为各折的标准差。`}
        {choice}
      </p>
      {cv === null ? null : <Calibration calibration={cv.calibration} />}
      <Card>
        <CardHeader
          title="特征"
          description="信息值（IV）越大越能区分好坏；符号为正，表示证据与评分方向一致。展开可见分档与证据权重（WOE）。"
        />
        <CardBody className="grid gap-2">
          {characteristics.map((one) => (
            <CharacteristicBins key={one.name} characteristic={one} />
          ))}
        </CardBody>
      </Card>
      <LeftOut report={report} dropped={dropped} />
      <Card>
        <CardHeader title="建卡说明" />
        <CardBody>
          <ul className="list-disc space-y-0.5 pl-5 text-sm text-slate-700">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </CardBody>
      </Card>
    </>
  );
}

type MeasureProps = Readonly<{ label: string; mean: number; sd: number; hint: string | undefined }>;

const Measure = ({ label, mean, sd, hint }: MeasureProps) => (
  <StatTile
    label={label}
    value={measureText(mean)}
    unit={`± ${measureText(sd)}`}
    hint={hint ?? ""}
  />
);

type Left = Readonly<{ name: string; why: string; iv: number | null }>;

function LeftOut({ report, dropped }: Props) {
  const left: readonly Left[] = [
    ...report.warnings
      .filter((warning) => !warning.kept)
      .map(({ column, text }) => ({ name: column, why: withoutName(column, text), iv: null })),
    ...report.leftOut.map(({ name, iv, why }) => ({ name, iv, why })),
    ...dropped.map((name) => ({ name, why: "建卡时未选择采用", iv: null })),
  ];
  return (
    <Card>
      <CardHeader title="未入卡的列" />
      <DataTable
        caption="未入卡的列"
        columns={leftColumns}
        rows={left}
        rowKey={({ name, why }) => `${name}:${why}`}
        empty={<p className="text-muted-foreground p-5 text-sm">所有的列都在卡中。</p>}
      />
    </Card>
  );
}

/** The table names the column already. */
const withoutName = (column: string, text: string): string =>
  text.startsWith(`${column}：`) ? text.slice(column.length + 1) : text;

const leftColumns: readonly Column<Left>[] = [
  {
    key: "name",
    header: "列",
    rowHeader: true,
    className: "min-w-32 [overflow-wrap:anywhere]",
    cell: ({ name }) => name,
  },
  { key: "why", header: "原因", cell: ({ why }) => why },
  {
    key: "iv",
    header: "IV",
    numeric: true,
    cell: ({ iv }) => (iv === null ? "—" : iv.toFixed(3)),
  },
];
