import type { Indicator, IndicatorWindow } from "#lib/credit/indicators.ts";
import type { NamedRecord } from "#lib/credit/model.ts";
import { itemOf } from "#lib/intake/catalogue.ts";

/** The window in a few words, as the catalogue of indicators says it. */
export function windowText(window: IndicatorWindow): string {
  switch (window.kind) {
    case "registry":
      return "登记信息";
    case "months":
      return `近 ${window.months} 个整月`;
    case "quarters":
      return `最近 ${window.quarters} 个季度`;
    case "days":
      return `近 ${window.months} 个月（按日）`;
    case "newest":
      return window.back === 0 ? "最近一期" : `最近一期与 ${window.back} 个月前`;
    case "standing":
      return "截至日有效";
    case "ever":
      return "截至日以前全部";
  }
}

export const betterLabels = {
  higher: "越高越好",
  lower: "越低越好",
  none: "不分好坏",
} as const satisfies Record<Indicator["better"], string>;

const periodText = ({ item, period }: NamedRecord): string => {
  switch (itemOf(item).period) {
    case "day":
      return period;
    case "year":
      return `${period.slice(0, 4)} 年度`;
    case "quarter":
      return `${period.slice(0, 7)} 起一季`;
    case "month":
      return period.slice(0, 7);
  }
};

/** What tells a record apart: its period, its key if it has one, and its version once it was corrected. */
export function recordText(record: NamedRecord): string {
  const key = record.key === "" ? "" : ` ${record.key.replace(/^(sale|purchase):/, "")}`;
  return `${periodText(record)}${key}${record.version > 1 ? `（第 ${record.version} 版）` : ""}`;
}
