import { describe, expect, test } from "vitest";
import { columnBuilder } from "./column-builder.ts";
import { columnNamed, nearestNames } from "./names.ts";
import { targetOf } from "./target.ts";

function columnOf(cells: readonly string[], name = "target") {
  const builder = columnBuilder(name, "category", cells.length);
  cells.forEach((cell, row) => builder.add(row, cell));
  const { column } = builder.finish(cells.length);
  if (column.kind !== "category") throw new Error("not of words");
  return column;
}

describe("which value is bad", () => {
  test.each([
    ["target", ["0", "1", "0"], "1"],
    ["target", ["1", "2", "1"], "2"],
    ["target", ["Default", "paid"], "Default"],
    ["target", ["Fully Paid", "Charged Off"], "Charged Off"],
    ["target", ["P I F", "CHGOFF"], "CHGOFF"],
    ["target", ["Good", "Bad"], "Bad"],
    ["target", ["non-default", "default"], "default"],
    ["target", ["unpaid", "paid"], "unpaid"],
    ["是否违约", ["是", "否", "否"], "是"],
    ["loan_default", ["no", "yes", "no"], "yes"],
    ["good", ["1", "0", "1"], "0"],
    ["target", ["x", "y", "x", "x"], "y"],
  ])("of %s with %j it is %s", (name, cells, bad) => {
    expect(targetOf(columnOf(cells, name), null).bad).toEqual([bad]);
  });

  test("it is the value that was named, in whatever case, and all others are good", () => {
    const target = targetOf(columnOf(["A", "b", "C", "b"]), "B");
    expect([target.bad, target.good]).toEqual([["b"], ["A", "C"]]);
    expect([...target.outcomes]).toEqual([0, 1, 0, 1]);
  });

  test("there may be several", () => {
    expect(targetOf(columnOf(["3", "2", "1"]), "2,3").bad).toEqual(["2", "3"]);
  });
});

test("rows without an outcome are neither", () => {
  const target = targetOf(columnOf(["1", "", "0", "NA", "-9"]), null);
  expect([...target.outcomes]).toEqual([1, 2, 0, 2, 2]);
  expect(target.unknown).toBe(3);
});

describe("what cannot be a target is refused, with what there is", () => {
  test.each([
    ["one value", ["1", "1"], null, "只有一个值“1”"],
    ["nothing", ["", "?"], null, "没有任何已知的值"],
    ["three values of which none is named", ["a", "b", "c"], null, "有 3 个值（a、b、c）"],
    ["a value that is not there", ["a", "b"], "z", "没有值“z”，它的值是：a、b"],
    ["all values", ["a", "b"], "a,b", "没有好样本"],
  ])("%s", (_, cells, bad, said) => {
    expect(() => targetOf(columnOf(cells), bad)).toThrow(said);
  });
});

describe("a column that is named", () => {
  const names = ["Default", "LoanAmount", "loan_term", "City"];

  test("is found in another case and spacing", () => {
    expect(columnNamed("target", "default", names)).toBe("Default");
    expect(columnNamed("target", "loan amount", names)).toBe("LoanAmount");
  });

  test("is not guessed: the nearest names are told", () => {
    expect(() => columnNamed("target", "Defualt", names)).toThrow(
      /没有列“Defualt”。最接近的列：Default/,
    );
    expect(nearestNames("term", names)[0]).toBe("loan_term");
  });
});
