import {
  count as countField,
  day as dayField,
  month as monthField,
  yesNo,
} from "./items/fields.ts";
import type { Item, NationalTable, TableColumnName } from "./items/schema.ts";
import type { GroupedRows, RowProblem } from "./model.ts";
import { decimalText } from "./numbers.ts";
import {
  longestRun,
  monthNumber,
  readCombinedSeries,
  readSeries,
  type SeriesEntry,
  type SeriesReading,
} from "./series.ts";
import { isNothing, isProblem, readerOf } from "./values.ts";

type Cells = Readonly<Partial<Record<TableColumnName, unknown>>>;
type TableRows = Readonly<{ rows: GroupedRows["rows"] }>;
/** A national table's 24 months in one row (domain.md §3.3), as the rows that it tells of. */
export type TableReader = (cells: Cells) => TableRows | RowProblem;

/** The window of the tables: two years. */
const MONTHS = 24;

type Month = Readonly<{ month: string; people: string; amount: string }>;
type Fail = (column: TableColumnName, rule: string, message: string) => RowProblem;

/** Fields of the item that every row of the table says something of. */
const told: ReadonlySet<string> = new Set(["headcount", "paid"]);

/** The fields of an item that its table cannot tell of; what is owed is known for the last month alone. */
export const waivedFor = ({ fields }: Item): ReadonlySet<string> =>
  new Set(fields.map(({ name }) => name).filter((name) => !told.has(name)));

/** Where a problem with a monthly figure is to be looked for in the table. */
export function tableColumnOf({ columns }: NationalTable, field: string): string {
  if (field === "arrears") return "arrearsNow";
  if (columns.some(({ name }) => name === "combinedSeries")) return "combinedSeries";
  return field === "headcount" ? "peopleSeries" : "amountSeries";
}

/** Reads the rows of one national table; what contradicts itself is refused with the column at fault. */
export function tableReader({ columns }: NationalTable): TableReader {
  const labels = new Map(columns.map(({ name, label }) => [name, label]));
  const label = (name: TableColumnName) => labels.get(name) ?? name;
  const fail: Fail = (column, rule, message) => ({
    field: column,
    rule,
    message: `“${label(column)}”${message}`,
  });
  const optional = { required: false };
  const readRun = readerOf(countField("run", label("run"), "个月", optional));
  const readTimes = readerOf(countField("times", label("times"), "次", optional));
  const readLast = readerOf(monthField("lastMonth", label("lastMonth"), optional));
  const readFlag = readerOf(yesNo("inArrears", label("inArrears"), optional));
  const readBase = readerOf(dayField("baseDay", label("baseDay"), optional));

  return (cells) => {
    const months = monthsOf(cells, fail);
    if ("rule" in months) return months;
    const run = readRun(cells.run);
    if (isProblem(run)) return run;
    const times = readTimes(cells.times);
    if (isProblem(times)) return times;
    const last = readLast(cells.lastMonth);
    if (isProblem(last)) return last;
    const flag = readFlag(cells.inArrears);
    if (isProblem(flag)) return flag;
    const base = readBase(cells.baseDay);
    if (isProblem(base)) return base;
    const arrears = arrearsOf(cells.arrearsNow, flag, fail);
    if (arrears !== null && typeof arrears !== "string") return arrears;
    return (
      windowProblem(months, base, flag === "yes", fail) ??
      countProblem(months, { run, times, last }, fail) ?? { rows: rowsOf(months, arrears) }
    );
  };
}

function monthsOf(cells: Cells, fail: Fail): readonly Month[] | RowProblem {
  if (cells.combinedSeries !== undefined) {
    const entries = checked("combinedSeries", readCombinedSeries(cells.combinedSeries), fail);
    if ("rule" in entries) return entries;
    return entries.map(({ month, parts: [people = "", amount = ""] }) => ({
      month,
      people,
      amount,
    }));
  }
  const people = checked("peopleSeries", readSeries(cells.peopleSeries), fail);
  if ("rule" in people) return people;
  const amounts = checked("amountSeries", readSeries(cells.amountSeries), fail);
  if ("rule" in amounts) return amounts;
  const sums = new Map(amounts.map(({ month, parts }) => [month, parts[0] ?? ""]));
  const heads = new Set(people.map(({ month }) => month));
  const unpaid = people.find(({ month }) => !sums.has(month));
  if (unpaid) return differing("amountSeries", unpaid.month, fail);
  const unpeopled = amounts.find(({ month }) => !heads.has(month));
  if (unpeopled) return differing("peopleSeries", unpeopled.month, fail);
  return people.map(({ month, parts: [count = ""] }) => ({
    month,
    people: count,
    amount: sums.get(month) ?? "",
  }));
}

const differing = (column: TableColumnName, month: string, fail: Fail) =>
  fail(column, "months_differ", `缺少 ${month.slice(0, 7)}。人数与金额应列出同样的月份，请核对。`);

function checked(
  column: TableColumnName,
  series: SeriesReading,
  fail: Fail,
): readonly SeriesEntry[] | RowProblem {
  if (series === null) return fail(column, "required", "缺少，请补充后重新报送。");
  if ("unreadable" in series) {
    return fail(
      column,
      "series_entry",
      `中“${series.unreadable}”无法识别，应为“年月，值；”，例如“202603，12；”。`,
    );
  }
  const seen = new Set<string>();
  for (const { month, written, parts } of series) {
    if (seen.has(month))
      return fail(column, "month_twice", `中 ${month.slice(0, 7)} 出现两次，请核对。`);
    seen.add(month);
    // A month stands in the series because it was paid; a 0 is a placeholder.
    if (parts.some((part) => Number(decimalText(part, null) ?? Number.NaN) === 0))
      return fail(column, "zero_month", `中“${written}”的值为 0；未缴费的月份不要列出。`);
  }
  return series;
}

/** Within 24 months; the last one is the month of the table, unless the firm owes. */
function windowProblem(
  months: readonly Month[],
  base: number | string | null,
  owes: boolean,
  fail: Fail,
): RowProblem | null {
  const numbers = months.map(({ month }) => monthNumber(month));
  const last = Math.max(...numbers);
  const end = typeof base === "string" ? monthNumber(base) : last;
  if (last > end) return fail("baseDay", "base_before_series", "早于所列的最近月份，请核对。");
  if (last < end && !owes) {
    const due = String(base).slice(0, 7);
    return fail("lastMonth", "series_behind", `应为统计基准日期所在月份（${due}）。`);
  }
  return end - Math.min(...numbers) >= MONTHS
    ? fail("lastMonth", "series_window", `往前只应列出 ${MONTHS} 个月，所列月份超出范围。`)
    : null;
}

type Claimed = Readonly<Record<"run" | "times" | "last", number | string | null>>;

/** What the row says about its own series must be so. */
function countProblem(
  months: readonly Month[],
  { run, times, last }: Claimed,
  fail: Fail,
): RowProblem | null {
  const days = months.map(({ month }) => month).sort();
  const longest = longestRun(days);
  if (typeof run === "number" && run > MONTHS)
    return fail("run", "run_too_long", `不能大于 ${MONTHS}。`);
  if (run !== null && run !== longest)
    return fail("run", "run_mismatch", `应为最长连续月数 ${longest}，现为 ${run}。`);
  if (times !== null && times !== days.length)
    return fail("times", "times_mismatch", `应等于所列月数 ${days.length}，现为 ${times}。`);
  const newest = days.at(-1) ?? "";
  return last === null || last === newest
    ? null
    : fail(
        "lastMonth",
        "last_month_mismatch",
        `应为所列的最近月份 ${newest.slice(0, 7)}，现为 ${String(last).slice(0, 7)}。`,
      );
}

/** What is owed now, as written; 0 where the row says that nothing is; null where it does not say. */
function arrearsOf(
  written: unknown,
  flag: number | string | null,
  fail: Fail,
): string | null | RowProblem {
  const text = written === null || written === undefined ? "" : String(written).trim();
  const silent = isNothing(text);
  const amount = silent ? null : Number(decimalText(text, "元") ?? Number.NaN);
  if (flag === "no" && amount !== null && amount !== 0)
    return fail("inArrears", "arrears_inconsistent", "为否，而欠缴金额不为 0，请核对。");
  if (flag === "yes" && (amount === null || amount <= 0))
    return fail("arrearsNow", "arrears_inconsistent", "应大于 0，因为当前是否欠缴为是。");
  if (flag === "no") return "0";
  return silent ? null : text;
}

function rowsOf(months: readonly Month[], arrears: string | null): GroupedRows["rows"] {
  const ordered = months.toSorted((one, other) => one.month.localeCompare(other.month));
  return ordered.map(({ month, people, amount }, place) => ({
    period: month,
    fields: {
      headcount: people,
      paid: amount,
      arrears: place === ordered.length - 1 ? arrears : null,
    },
  }));
}
