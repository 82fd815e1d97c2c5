import { StatGrid, StatTile, type StatDelta } from "#components/ui/stat-tile.tsx";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { Figures, MonthFigures } from "#lib/statistics/model.ts";

type Tile = Readonly<{
  label: string;
  value: (figures: Figures) => string | number | null;
  unit?: string;
  hint?: (figures: Figures) => string;
  /** What the month is compared with the one before by; absent where a change says nothing. */
  compare?: (figures: Figures) => number;
}>;

const percent = (bps: number | null) => (bps === null ? null : (bps / 100).toFixed(1));

const tiles: readonly Tile[] = [
  {
    label: "融资需求",
    value: (figures) => figures.demandCount,
    unit: "笔",
    hint: (figures) => `金额 ${wanText(figures.demandAmountFen)} 万元`,
    compare: (figures) => figures.demandCount,
  },
  {
    label: "机构受理",
    value: (figures) => figures.acceptedCount,
    unit: "笔",
    hint: (figures) => `提交申请 ${figures.applicationCount} 笔`,
    compare: (figures) => figures.acceptedCount,
  },
  {
    label: "授信",
    value: (figures) => figures.grantedCount,
    unit: "笔",
    hint: (figures) => `金额 ${wanText(figures.grantedAmountFen)} 万元`,
    compare: (figures) => figures.grantedCount,
  },
  {
    label: "放款",
    value: (figures) => figures.disbursedCount,
    unit: "笔",
    hint: (figures) =>
      `金额 ${wanText(figures.disbursedAmountFen)} 万元，${figures.disbursedEnterpriseCount} 户`,
    compare: (figures) => figures.disbursedCount,
  },
  {
    label: "信用贷款占比",
    value: (figures) => percent(figures.creditLoanShareBps),
    unit: "%",
    hint: (figures) => `信用放款 ${figures.creditLoanCount} 笔，占比按金额计`,
  },
  {
    label: "首贷户占比",
    value: (figures) => percent(figures.firstLoanShareBps),
    unit: "%",
    hint: (figures) =>
      `首贷 ${figures.firstLoanEnterpriseCount} 户${figures.firstLoanUnknownEnterpriseCount > 0 ? `，另有 ${figures.firstLoanUnknownEnterpriseCount} 户未知` : ""}`,
  },
  {
    label: "平均放款利率",
    value: (figures) =>
      figures.averageRateBps === null ? null : bpsText(figures.averageRateBps).replace("%", ""),
    unit: "%",
    hint: () => "各笔执行年利率的算术平均",
  },
  {
    label: "申请到放款平均",
    value: (figures) => figures.averageDaysApplyToDisburse,
    unit: "天",
    hint: (figures) =>
      `申请到授信 ${figures.averageDaysApplyToGrant ?? "—"} 天，授信到放款 ${figures.averageDaysGrantToDisburse ?? "—"} 天`,
  },
];

export function MonthTiles({ figures }: { readonly figures: MonthFigures }) {
  const before = figures.series.at(-2)?.figures;
  return (
    <StatGrid>
      {tiles.map(({ label, value, unit, hint, compare }) => (
        <StatTile
          key={label}
          label={label}
          value={value(figures.total)}
          {...(unit ? { unit } : {})}
          {...(hint ? { hint: hint(figures.total) } : {})}
          delta={compare && before ? change(compare(figures.total), compare(before)) : undefined}
        />
      ))}
    </StatGrid>
  );
}

function change(now: number, before: number): StatDelta | undefined {
  if (before === 0) return undefined;
  const share = ((now - before) / before) * 100;
  const direction = share > 0 ? "up" : share < 0 ? "down" : "flat";
  return { text: `较上月 ${share > 0 ? "+" : ""}${share.toFixed(1)}%`, direction };
}
