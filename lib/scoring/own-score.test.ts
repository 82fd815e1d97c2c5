import { expect, test } from "vitest";
import { buildProfile } from "../credit/profile.ts";
import { outlookOf } from "./own-score.ts";

const vat = (period: string, amount: number, lateDays: number) => ({
  item: "vat_declaration",
  period: `${period}-01`,
  category: null,
  amount_fen: amount,
  tax_fen: null,
  paid_fen: null,
  arrears_fen: null,
  count: lateDays,
  quantity: null,
  parties: null,
  detail: null,
});
// As of 21 November the window is November 2025 to October 2026; zero in December, March and September,
// late in November, January and September.
const months = [
  ["2025-11", 5, 3],
  ["2025-12", 0, 0],
  ["2026-01", 5, 1],
  ["2026-02", 5, 0],
  ["2026-03", 0, 0],
  ["2026-09", 0, 30],
] as const;
const profile = buildProfile({
  asOf: "2026-11-21",
  items: ["vat_declaration"],
  series: months.map(([month, amount, late]) => vat(month, amount, late)),
  partners: [],
  coverage: [],
});

test("what the oldest months added falls out of the window", () => {
  expect(outlookOf({ zeroDeclarations12: 3, utilityLateMonths12: null }, profile)).toEqual([
    { fact: "zeroDeclarations12", months: 3, value: 2 },
    { fact: "zeroDeclarations12", months: 6, value: 1 },
    { fact: "zeroDeclarations12", months: 9, value: 1 },
  ]);
});

test("three months of declaring on time leave what was late in the nine before them", () => {
  expect(outlookOf({ lateDeclarations12: 3 }, profile)).toEqual([
    { fact: "lateDeclarations12", months: 3, value: 1 },
    { fact: "lateDeclarations12", months: 6, value: 1 },
    { fact: "lateDeclarations12", months: 9, value: 1 },
  ]);
});

test("nothing is said where the months do not tell the whole of the count", () => {
  expect(outlookOf({ zeroDeclarations12: 4 }, profile)).toEqual([]);
});
