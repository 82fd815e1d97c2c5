import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeUscc } from "../kernel/uscc.ts";
import {
  amountSpellings,
  codeSpellings,
  daySpellings,
  fullWidth,
  monthSpellings,
  nothingSpellings,
} from "./factory.ts";
import {
  amount,
  category,
  code,
  count,
  day,
  month,
  optional,
  percentage,
  quantity,
  text,
  yesNo,
} from "./items/fields.ts";
import { isProblem, readerOf, type ReadValue } from "./values.ts";

const rule = (value: ReadValue) => (isProblem(value) ? value.rule : value);
const signed = { minimum: -1e12 };
const days = fc
  .date({ min: new Date("1950-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("any spelling of one value gives the same kept value:", () => {
  test("an amount", () => {
    const read = readerOf(amount("a", "金额", "amountFen", signed));
    const cases = fc
      .integer({ min: -1_000_000_000_00, max: 1_000_000_000_00 })
      .chain((fen) => fc.tuple(fc.constant(fen), amountSpellings(fen)));
    fc.assert(
      fc.property(cases, ([fen, written]) => {
        expect(read(written)).toBe(fen === 0 ? 0 : fen);
      }),
      { numRuns: 2000 },
    );
  });

  test("an amount as a number, in a spreadsheet's floating point", () => {
    const read = readerOf(amount("a", "金额", "amountFen", signed));
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (fen) => {
        expect(read(fen / 100)).toBe(fen === 0 ? 0 : fen);
        expect(read((fen / 100) * 3)).toBe(fen === 0 ? 0 : fen * 3);
      }),
    );
  });

  test("a day", () => {
    const read = readerOf(day("d", "日期"));
    const cases = days.chain((given) => fc.tuple(fc.constant(given), daySpellings(given)));
    fc.assert(
      fc.property(cases, ([given, written]) => {
        expect(read(written)).toBe(given);
      }),
      { numRuns: 1000 },
    );
  });

  test("a month", () => {
    const read = readerOf(month("m", "月份"));
    const cases = days.chain((given) =>
      fc.tuple(fc.constant(given.slice(0, 7)), monthSpellings(given.slice(0, 7))),
    );
    fc.assert(
      fc.property(cases, ([given, written]) => {
        expect(read(written)).toBe(`${given}-01`);
      }),
      { numRuns: 1000 },
    );
  });

  test("a code", () => {
    const read = readerOf(code("c", "代码"));
    const cases = fc
      .integer({ min: 0, max: 1e8 })
      .map((serial) => makeUscc("91520102", serial))
      .chain((uscc) => fc.tuple(fc.constant(uscc), codeSpellings(uscc)));
    fc.assert(
      fc.property(cases, ([uscc, written]) => {
        expect(read(written)).toBe(uscc);
      }),
    );
  });

  test("nothing", () => {
    const fields = [
      amount("a", "甲", null, optional), count("b", "乙", "人", optional), quantity("c", "丙", "吨", optional),
      day("d", "丁", optional), text("e", "戊", optional), category("f", "己", { x: ["某"] }, optional), code("g", "庚", optional),
    ]; // prettier-ignore
    fc.assert(
      fc.property(nothingSpellings, fc.constantFrom(...fields), (written, field) => {
        expect(readerOf(field)(written)).toBeNull();
        expect(rule(readerOf({ ...field, required: true })(written))).toBe("required");
      }),
    );
  });

  test("a count and a quantity, with their unit or without", () => {
    const heads = readerOf(count("n", "人数", "人"));
    for (const written of [
      "1,234",
      "1234人",
      fullWidth("1,234"),
      "1234.0",
      "1 234 人",
      1234,
      "'1234",
    ])
      expect(heads(written)).toBe(1234);
    const used = readerOf(quantity("q", "用电量", "千瓦时"));
    for (const written of [
      "12345.5",
      "12,345.5度",
      "1.23455万千瓦时",
      "12345.5 kWh",
      fullWidth("12345.5"),
      12345.5,
    ])
      expect(used(written)).toBe(12345.5);
  });

  test("a percentage, as basis points", () => {
    const read = readerOf(percentage("p", "变化率"));
    for (const written of ["12.5%", "12.5", "１２．５％", 12.5, "+12.50 %"])
      expect(read(written)).toBe(1250);
    expect(read("-0.005%")).toBe(-1);
  });

  test("a category, by value, label, other spelling or number", () => {
    const read = readerOf(category("k", "级别", { A: ["A级"], general: ["一般纳税人", "0"] }));
    for (const written of ["A", "a", "Ａ", " A级 ", "Ａ级"]) expect(read(written)).toBe("A");
    for (const written of ["general", "一般纳税人", "0", 0]) expect(read(written)).toBe("general");
    expect(rule(read("未知"))).toBe("not_allowed");
  });

  test("无 is no where a field asks yes or no, and nothing elsewhere", () => {
    const read = readerOf(yesNo("y", "是否"));
    expect(["是", "1", 1, true, "有"].map(read)).toEqual(["yes", "yes", "yes", "yes", "yes"]);
    expect(["否", "0", 0, false, "无"].map(read)).toEqual(["no", "no", "no", "no", "no"]);
  });
});

describe("what is kept is strict:", () => {
  const read = readerOf(amount("a", "金额", "amountFen"));
  test.each([
    ["1.005", "too_precise"],
    ["0.123456789万元", "too_precise"],
    ["1,23", "not_a_number"],
    ["12,34,567", "not_a_number"],
    ["1.2.3", "not_a_number"],
    ["--5", "not_a_number"],
    ["1.5E+05", "not_a_number"],
    ["5美元", "not_a_number"],
    ["约5元", "not_a_number"],
    ["-1", "too_small"],
    ["2000000000000", "too_large"],
    [Number.NaN, "not_a_number"],
    [true, "not_a_number"],
    [{}, "not_a_number"],
  ])("the amount %j breaks the rule %s", (written, broken) => {
    expect(rule(read(written))).toBe(broken);
  });

  test("a text of any length is refused at once", () => {
    for (const written of ["1".repeat(1e5), `1${" ".repeat(1e5)}x`, `1${",1".repeat(1e5)}`])
      expect(rule(read(written))).toBe("not_a_number");
  });

  test("days that never come are open ends, and those that are no days are refused", () => {
    const until = readerOf(day("d", "有效期至", optional));
    expect(until("9999-12-31")).toBeNull();
    for (const written of ["2026-02-30", "0000-00-00", "26/3/5", "46086", "2026-13-01"])
      expect(rule(until(written))).toMatch(/not_a_day|day_out_of_range/);
    expect(rule(until("1099-01-01"))).toBe("day_out_of_range");
  });

  test("a long number that became 9.15E+17 is said to be lost, not read", () => {
    const reader = readerOf(code("c", "代码"));
    for (const written of ["9.15201E+17", 915201020000000000, "9e17"])
      expect(rule(reader(written))).toBe("numeric_code");
  });

  test("a word of its own that stands for unknown counts in that field alone", () => {
    const sum = readerOf(amount("a", "案件金额", null, { ...optional, missing: ["-1"] }));
    expect(sum("-1")).toBeNull();
    expect(sum(-1)).toBeNull();
    expect(rule(sum("-2"))).toBe("too_small");
  });
});
