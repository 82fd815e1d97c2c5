import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths } from "../kernel/calendar.ts";
import { itemOf } from "./catalogue.ts";
import { medicalTable, seriesTable } from "./items/national-columns.ts";
import { tableReader, type TableReader } from "./national-table.ts";
import { longestRun, readSeries } from "./series.ts";

const read = tableReader(seriesTable(2, "社保"));
const series = (months: readonly string[], value: (place: number) => string) =>
  months.map((month, place) => `${month.replace("-", "")}，${value(place)}；`).join("");
const run = (months: readonly string[]) => longestRun(months.map((month) => `${month}-01`));

type Cells = Parameters<TableReader>[0];
const row = (months: readonly string[], parts: Cells = {}): Cells => ({
  peopleSeries: series(months, (place) => String(10 + place)),
  amountSeries: series(months, (place) => `${1000 + place}.50`),
  run: run(months),
  times: months.length,
  lastMonth: months.toSorted().at(-1),
  inArrears: "0",
  arrearsNow: "0",
  ...parts,
});
const year = Array.from({ length: 12 }, (_, place) => addMonths("2025-10", place));
const ruleOf = (cells: Cells, reader = read) => {
  const reading = reader(cells);
  return "rule" in reading ? `${reading.field} ${reading.rule}` : reading.rows.length;
};

describe("a national table of 24 months in a row", () => {
  test("is read as a row a month; what is owed belongs to the last one", () => {
    const reading = read(row(["2026-01", "2026-03"], { inArrears: "1", arrearsNow: "80.5" }));
    expect(reading).toEqual({
      rows: [
        { period: "2026-01-01", fields: { headcount: "10", paid: "1000.50", arrears: null } },
        { period: "2026-03-01", fields: { headcount: "11", paid: "1001.50", arrears: "80.5" } },
      ],
    });
  });

  test("whose claims hold for any set of months is kept, whatever its order", () => {
    const months = fc
      .uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 24 })
      .map((places) => places.map((place) => addMonths("2024-09", place)));
    fc.assert(
      fc.property(months, (given) => {
        expect(ruleOf(row(given))).toBe(given.length);
      }),
      { numRuns: 300 },
    );
  });

  test("with half-width separators, other forms of a month and thousands separators is read as well", () => {
    const cells = row(["2026-02", "2026-03"], {
      peopleSeries: "2026-02,1,020;2026年3月，1,021人",
      amountSeries: " 2026/02，1,000.00； 202603,￥1001.00 ;",
      lastMonth: "2026.03",
    });
    expect(read(cells)).toMatchObject({
      rows: [
        { period: "2026-02-01", fields: { headcount: "1,020", paid: "1,000.00" } },
        { period: "2026-03-01", fields: { headcount: "1,021人", paid: "￥1001.00" } },
      ],
    });
  });

  test.each([
    ["a run that is not the longest", { run: 11 }, "run run_mismatch"],
    ["a run above two years", { run: 25 }, "run run_too_long"],
    ["a count that is not that of the months", { times: 13 }, "times times_mismatch"],
    ["another last month", { lastMonth: "202608" }, "lastMonth last_month_mismatch"],
    [
      "months that differ",
      { amountSeries: series(year.slice(1), () => "5") },
      "amountSeries months_differ",
    ],
    [
      "a month twice",
      { peopleSeries: `${series(year, () => "5")}202609，5；` },
      "peopleSeries month_twice",
    ],
    [
      "a placeholder of 0",
      { peopleSeries: series(year, (place) => String(place)) },
      "peopleSeries zero_month",
    ],
    ["a 0 instead of a series", { peopleSeries: "0" }, "peopleSeries required"],
    ["a word instead of a series", { amountSeries: "无" }, "amountSeries required"],
    ["an entry that is none", { amountSeries: "202601；" }, "amountSeries series_entry"],
    ["a month that does not exist", { peopleSeries: "202613，5；" }, "peopleSeries series_entry"],
    ["no arrears and an amount of them", { arrearsNow: "5" }, "inArrears arrears_inconsistent"],
    [
      "arrears and no amount",
      { inArrears: "1", arrearsNow: "/" },
      "arrearsNow arrears_inconsistent",
    ],
    ["a flag that is neither", { inArrears: "2" }, "inArrears not_allowed"],
    ["a base day before the months", { baseDay: "20260731" }, "baseDay base_before_series"],
    [
      "a base day after the last month, without arrears",
      { baseDay: "20261031" },
      "lastMonth series_behind",
    ],
  ])("is refused for %s", (_, parts, expected) => {
    expect(ruleOf(row(year, parts))).toBe(expected);
  });

  test("may lag behind its base day where the firm owes", () => {
    const owing = { baseDay: "2026年10月31日", inArrears: "1", arrearsNow: "12.00" };
    expect(ruleOf(row(year, owing))).toBe(12);
  });

  test("of more than two years is refused", () => {
    const months = Array.from({ length: 25 }, (_, place) => addMonths("2024-08", place));
    expect(ruleOf(row(months, { run: 24 }))).toBe("lastMonth series_window");
  });

  test("of medical insurance has day, people, amount and month in one entry", () => {
    const reader = tableReader(medicalTable);
    const cells = {
      combinedSeries: "20260210，12，1,000.50，202601；20260310，12，1000.5，202602；",
      lastMonth: "202602",
    };
    expect(reader(cells)).toMatchObject({
      rows: [
        { period: "2026-01-01", fields: { headcount: "12", paid: "1,000.50" } },
        { period: "2026-02-01", fields: { headcount: "12", paid: "1000.5" } },
      ],
    });
    expect(ruleOf({ ...cells, lastMonth: "202601" }, reader)).toBe("lastMonth last_month_mismatch");
  });

  test("exists for each kind of insurance and for the housing fund", () => {
    const kinds = ["pension", "medical", "unemployment", "work_injury", "maternity"] as const;
    for (const kind of kinds) expect(itemOf(`${kind}_insurance`).table).toBeDefined();
    expect(itemOf("housing_fund").table?.number).toBe(1);
  });
});

test("a series does not hang on text that is none", () => {
  expect(readSeries("；".repeat(100_000))).toEqual([]);
  expect(readSeries("，".repeat(100_000))).toMatchObject({ unreadable: expect.any(String) });
});
