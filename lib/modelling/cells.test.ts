import { describe, expect, test } from "vitest";
import { dayIn, dayText, isUnknown, isUnknownWord, numberIn } from "./cells.ts";
import { kindOf } from "./column-builder.ts";

test.each([
  ["12", 12],
  ["0", 0],
  ["0.5", 0.5],
  ["-3.25", -3.25],
  [" 7 ", 7],
  [".5", 0.5],
  ["1e3", 1000],
  ["+4", 4],
  ["1,234,567.8", 1_234_567.8],
  ["$60,000.00 ", 60_000],
  ["¥12", 12],
  ["10.65%", 10.65],
  ["1,5", 1.5],
])("%s is the number %d", (text, value) => {
  expect(numberIn(text)).toBe(value);
});

test.each(["", " ", "007", "0x1F", "abc", "12 months", "1-2", "2020-01-31", "Infinity", "1e999"])(
  "%s is no number",
  (text) => {
    expect(numberIn(text)).toBeNaN();
  },
);

test.each([
  ["2020-01-31", "2020-01-31"],
  ["2020/1/5 13:00", "2020-01-05"],
  ["2020年3月4日", "2020-03-04"],
  ["28-Feb-97", "1997-02-28"],
  ["Jan-1999", "1999-01-01"],
  ["31/12/2019", "2019-12-31"],
  ["12/31/2019", "2019-12-31"],
])("%s is the day %s", (text, day) => {
  expect(dayText(dayIn(text))).toBe(day);
});

test.each(["", "?", "NA", "n/a", "NULL", " NaN ", "None", "-", "空", "#N/A"])(
  "“%s” says that it is not known",
  (text) => expect(isUnknown(text)).toBe(true),
);

test("−9 is a word for unknown among words, and a number among numbers", () => {
  expect([isUnknownWord("-9"), isUnknown("-9")]).toEqual([true, false]);
});

describe("a column is", () => {
  test.each([
    ["of numbers", ["1", "2.5", "?", ""], "number"],
    ["of numbers, though one cell is not", ["1", "2", "3", "4", "five"], "number"],
    ["of codes where some have a leading zero", ["0123", "1234", "2345", "3456"], "category"],
    ["of days", ["2020-01-31", "2020-02-01", ""], "day"],
    ["of words", ["a", "b", "1"], "category"],
  ] as const)("%s", (_, cells, kind) => {
    expect(kindOf(cells)).toBe(kind);
  });
});
