import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { InfoTip } from "#components/ui/tooltip.tsx";
import { indicators, type Indicator, type IndicatorValues } from "#lib/credit/indicators.ts";
import type { NamedRecord } from "#lib/credit/model.ts";
import { itemNames } from "#lib/intake/catalogue.ts";
import { measureText } from "#lib/scoring/model.ts";
import { IndicatorRecords } from "./indicator-records.tsx";
import { ProfileSection } from "./profile-section.tsx";

type Props = Readonly<{
  facts: IndicatorValues;
  /** The items that this look covers. */
  items: readonly string[];
  asOf: string;
  records: readonly NamedRecord[];
}>;

type Row = Readonly<{
  asOf: string;
  records: readonly NamedRecord[];
  indicator: Indicator;
  value: string | null;
  /** Unknown because the authorisation does not reach so far. */
  notAuthorised: boolean;
}>;

/** Every figure that rules and scorecards speak of, with how it is worked out. */
export function ProfileIndicators({ facts, items, asOf, records }: Props) {
  const rows = indicators.map((indicator): Row => {
    const value = facts[indicator.id];
    return {
      asOf,
      records,
      indicator,
      value: typeof value === "number" ? measureText(indicator.unit, value) : value,
      notAuthorised: indicator.items.some((item) => !items.includes(item)),
    };
  });
  return (
    <ProfileSection
      id="indicators"
      title="关键指标"
      description="规则与评分所用的全部指标。“未知”不等于零。"
    >
      <DataTable
        caption="全部指标与算法"
        columns={columns}
        rows={rows}
        rowKey={({ indicator }) => indicator.id}
      />
    </ProfileSection>
  );
}

const columns: readonly Column<Row>[] = [
  {
    key: "name",
    header: "指标",
    rowHeader: true,
    className: "py-1.5",
    cell: ({ indicator }) => (
      <span title={indicator.formula}>
        {indicator.name}{" "}
        <span className="lg:hidden print:hidden">
          <InfoTip label={`${indicator.name}的算法`}>{indicator.formula}</InfoTip>
        </span>
      </span>
    ),
  },
  {
    key: "value",
    header: "数值",
    numeric: true,
    className: "py-1.5",
    cell: ({ value, notAuthorised }) =>
      value ?? <span className="text-slate-500">{notAuthorised ? "未知（未授权）" : "未知"}</span>,
  },
  {
    key: "formula",
    header: "算法",
    className: "text-muted-foreground py-1.5 text-xs max-lg:hidden print:table-cell",
    cell: ({ indicator }) => indicator.formula,
  },
  {
    key: "items",
    header: "依据数据",
    className: "text-muted-foreground py-1.5 text-xs max-lg:hidden print:table-cell",
    cell: ({ indicator, value, asOf, records }) => (
      <>
        {itemNames(indicator.items).join("、") || "登记信息"}
        {value === null ? null : (
          <IndicatorRecords indicator={indicator} asOf={asOf} records={records} />
        )}
      </>
    ),
  },
];
