import { expect, test, vi } from "vitest";
import { attachment, cellText } from "./csv.ts";

vi.mock("server-only", () => ({}));
vi.mock("./session.ts", () => ({ requireActor: vi.fn(), currentActor: vi.fn() }));

test.each([
  ["plain", "plain"],
  ["a,b", '"a,b"'],
  ['say "yes"', '"say ""yes"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["-2", "'-2"],
  ["@sum(a,b)", '"\'@sum(a,b)"'],
  [-2, "-2"],
  [null, ""],
])("a cell %j stands in a file as %j", (value, text) => {
  expect(cellText(value)).toBe(text);
});

test("a Chinese name of a file reaches every browser", () => {
  expect(attachment("访问记录.csv")).toBe(
    `attachment; filename="____.csv"; filename*=UTF-8''${encodeURIComponent("访问记录.csv")}`,
  );
});
