import type { WorldEnterprise } from "../model.ts";
import { at, cents, type Random } from "../random.ts";
import { periodOf, type SentRow } from "./row.ts";
import { utilityBills, type Utility } from "./utilities.ts";

const average = (rows: readonly SentRow[], field: string, count: number) => {
  const last = rows.slice(-count);
  const sum = last.reduce((all, { fields }) => all + Number(fields[field]), 0);
  return last.length === 0 ? 0 : sum / last.length;
};

/** The averages of an account, as tables 3 to 5 give them: one row, of the last month. */
export function* utilitySummary(
  utility: Utility,
  enterprise: WorldEnterprise,
  months: readonly string[],
  bills: Random,
): Generator<SentRow> {
  const rows = [...utilityBills(utility, enterprise, months, bills)];
  const newest = rows.at(-1);
  const last = enterprise.coverage.get(utility);
  if (!newest || last === undefined) return;
  const arrears = Number(newest.fields["arrears"]);
  const owing = { inArrears: arrears > 0 ? "是" : "否", arrears };
  const head = { uscc: enterprise.uscc, period: periodOf(months, last), key: newest.key ?? "" };
  if (utility !== "electricity") {
    const used = (count: number) => Math.round(average(rows, "quantity", count) * 10) / 10;
    yield { ...head, fields: { average3: used(3), average6: used(6), ...owing, ownMeter: "是" } };
    return;
  }
  const billed = (count: number) => cents(average(rows, "billed", count));
  const late = rows.slice(-24).filter(({ fields }) => Number(fields["lateDays"]) > 0).length;
  const risk = at(["低", "中", "高", "极高"], late < 2 ? 0 : late < 5 ? 1 : late < 9 ? 2 : 3);
  yield {
    ...head,
    fields: {
      average3: billed(3),
      average6: billed(6),
      average12: billed(12),
      ...owing,
      breaches: late,
      state: arrears > 0 ? "欠费" : "正常",
      risk,
      use: enterprise.industry.code.startsWith("C") ? "大工业" : "一般工商业",
    },
  };
}
