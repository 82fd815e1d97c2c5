import { CardBody } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { InfoTip } from "#components/ui/tooltip.tsx";
import {
  indicators,
  type Indicator,
  type IndicatorId,
  type IndicatorValues,
} from "#lib/credit/indicators.ts";
import type { NamedRecord } from "#lib/credit/model.ts";
import { measureText } from "#lib/scoring/model.ts";
import { IndicatorRecords } from "./indicator-records.tsx";
import { ProfileSection } from "./profile-section.tsx";

/** What a reader of the profile looks at first; the others follow in the table. */
const keyIndicators: readonly IndicatorId[] = [
  "invoiceSales12Fen",
  "invoiceSalesGrowthBps",
  "declaredSales12Fen",
  "taxPaid12Fen",
  "taxGrade",
  "profit12Fen",
  "topFiveCustomersBps",
  "salesVolatilityBps",
  "electricity12Fen",
  "headcount",
  "adverseLists",
  "loanBalanceFen",
];

type Row = Readonly<{
  indicator: Indicator;
  value: number | string | null;
  asOf: string;
  records: readonly NamedRecord[];
}>;
type Props = Readonly<{
  facts: IndicatorValues;
  asOf: string;
  records: readonly NamedRecord[];
}>;

/** The figures that rules and scores speak of, each with how it is worked out. */
export function OwnIndicators({ facts, asOf, records }: Props) {
  const rows = indicators.map((indicator): Row => ({
    indicator,
    value: facts[indicator.id],
    asOf,
    records,
  }));
  const keyRows = keyIndicators.flatMap((id) =>
    rows.filter(({ indicator }) => indicator.id === id),
  );
  return (
    <ProfileSection
      id="indicators"
      title="关键指标"
      description="产品规则和信用评分使用的就是这些指标。“未知”不等于零。"
    >
      <dl className="bg-border grid grid-cols-2 gap-px border-b md:grid-cols-3 xl:grid-cols-4">
        {keyRows.map((row) => (
          <IndicatorTile key={row.indicator.id} row={row} />
        ))}
      </dl>
      <CardBody className="py-3!">
        <Disclosure summary={`全部 ${rows.length} 项指标与算法`}>
          <div className="overflow-hidden rounded-md border">
            <DataTable
              caption="全部指标与算法"
              columns={columns}
              rows={rows}
              rowKey={({ indicator }) => indicator.id}
            />
          </div>
        </Disclosure>
      </CardBody>
    </ProfileSection>
  );
}

function IndicatorTile({ row: { indicator, value } }: { readonly row: Row }) {
  const text = textOf(indicator, value);
  return (
    <div title={indicator.formula} className="bg-card flex min-w-0 flex-col gap-1 p-4 sm:px-5">
      <dt className="text-muted-foreground flex items-start justify-between gap-2 text-xs">
        {indicator.name}
        <InfoTip label={`${indicator.name}的算法`}>
          <p className="font-medium text-slate-900">{indicator.name}</p>
          <p className="mt-1">{indicator.formula}</p>
        </InfoTip>
      </dt>
      <dd className="leading-8">
        {text === null ? (
          <span className="text-lg text-slate-500">未知</span>
        ) : (
          <span className="figures">
            <span className="text-xl font-semibold text-slate-900">{text.figure}</span>
            <span className="ml-1 text-sm text-slate-600">{text.unit}</span>
          </span>
        )}
      </dd>
    </div>
  );
}

const columns: readonly Column<Row>[] = [
  {
    key: "name",
    header: "指标",
    rowHeader: true,
    className: "py-1.5",
    cell: ({ indicator }) => indicator.name,
  },
  {
    key: "value",
    header: "数值",
    numeric: true,
    className: "py-1.5",
    cell: ({ indicator, value }) => {
      const text = textOf(indicator, value);
      return text === null ? (
        <span className="text-slate-500">未知</span>
      ) : (
        `${text.figure} ${text.unit}`
      );
    },
  },
  {
    key: "formula",
    header: "算法",
    className: "min-w-64 py-1.5 text-xs text-slate-600",
    cell: ({ indicator, value, asOf, records }) => (
      <>
        {indicator.formula}
        {value === null ? null : (
          <IndicatorRecords indicator={indicator} asOf={asOf} records={records} />
        )}
      </>
    ),
  },
];

/** The figure and its unit apart, so that they can be set in two sizes; null when unknown. */
function textOf({ unit }: Indicator, value: number | string | null) {
  if (value === null) return null;
  if (typeof value === "string") return { figure: value, unit: "级" };
  if (unit === "HHI") return { figure: value.toLocaleString("zh-CN"), unit: "" };
  if (unit === "基点") return { figure: (value / 100).toFixed(2), unit: "%" };
  const [figure = "", shownUnit = ""] = measureText(unit, value).split(" ");
  return { figure, unit: shownUnit };
}
