import { expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { differencesOf } from "./differences.ts";
import { industryName, industryTree } from "./industry-names.ts";
import type { Condition, EligibilityRule, FactId, ProductTerms } from "./model.ts";
import { problemsOfTerms } from "./problems.ts";
import { firstTerms } from "./terms.ts";

const sound: ProductTerms = {
  ...firstTerms("bank_loan"),
  summary: "凭纳税记录发放的信用贷款。",
  rules: [],
};
let serial = 1;
const rule = (
  name: string,
  condition: Condition,
  otherwise: EligibilityRule["otherwise"] = "reject",
): EligibilityRule => ({ id: `rule-${serial++}`, name, condition, otherwise, remedy: null });
const atLeast = (value: number, fact: FactId = "monthsEstablished"): Condition => ({
  kind: "at_least",
  fact,
  value,
});
const below = (value: number, fact: FactId = "monthsEstablished"): Condition => ({
  kind: "below",
  fact,
  value,
});
const problemsWith = (...rules: EligibilityRule[]) => problemsOfTerms({ ...sound, rules });
const kindsWith = (...rules: EligibilityRule[]) => problemsWith(...rules).map(({ kind }) => kind);
const band = (grades: string[], fromMonths: number, toMonths: number) => ({
  grades,
  fromMonths,
  toMonths,
  rateBps: 400,
});
const pricesOf = (...priceBands: ProductTerms["priceBands"]) =>
  problemsOfTerms({ ...sound, priceBands }).map(({ kind, example }) => [kind, example]);

test("a product without faults has no problems", () => {
  expect(problemsWith(rule("年限", atLeast(12)), rule("年限", atLeast(24), "review"))).toEqual([]);
});

test("what can never be met is named with an enterprise that shows it", () => {
  const [found] = problemsWith(rule("矛盾", { kind: "all", conditions: [atLeast(24), below(24)] }));
  expect(found).toMatchObject({
    kind: "contradiction",
    at: "rules.0",
    example: "例如成立月数 23 个月",
  });
  const [between] = problemsWith(rule("满两年", atLeast(24)), rule("不满一年", below(12)));
  expect(between).toMatchObject({ kind: "contradiction", at: "rules.1" });
  expect(between?.example).toContain("满足“满两年”，不满足“不满一年”");
});

test.each<[string, EligibilityRule[]]>([
  ["a rule that every enterprise meets", [rule("零", atLeast(0))]],
  ["a rule beside a stricter one", [rule("宽", atLeast(12)), rule("严", atLeast(24))]],
  ["the same rule twice", [rule("一", atLeast(12)), rule("二", atLeast(12))]],
  [
    "a part of a group that changes nothing",
    [rule("组", { kind: "any", conditions: [atLeast(24), atLeast(12)] })],
  ],
  [
    "what the product's own bounds say already",
    [rule("上限", below(400_000_000, "demandAmountFen"))],
  ],
])("what can never decide is told: %s", (_, rules) => {
  expect(kindsWith(...rules)).toEqual(["idle"]);
});

test("a milder rule beside a stricter end is none that never decides", () => {
  // Below 12 months refused, below 24 looked at by a person: both count.
  expect(kindsWith(rule("严", atLeast(12)), rule("宽", atLeast(24), "review"))).toEqual([]);
});

test("a gap between ranges is named with a value in it", () => {
  const range = (low: number, high: number): Condition => ({
    kind: "between",
    fact: "monthsEstablished",
    low,
    high,
  });
  const [found] = problemsWith(
    rule("区间", { kind: "any", conditions: [range(12, 24), range(36, 48)] }),
  );
  expect(found).toMatchObject({ kind: "gap", example: "例如成立月数 25 个月" });
});

test("unknown facts, wrong types and too much at once are told and not tried", () => {
  expect(kindsWith(rule("未知", atLeast(1, "没有这项" as FactId)))).toEqual(["unsound"]); // As stored JSON may say.
  expect(kindsWith(rule("类型", atLeast(1, "taxGrade")))).toEqual(["unsound"]);
  const facts: FactId[] = [
    "headcount",
    "taxPaid12Fen",
    "profit12Fen",
    "vatMonths12",
    "monthsEstablished",
    "declaredSales12Fen",
    "loanBalanceFen",
    "electricityGrowthBps",
  ];
  const [first, ...others] = facts.map((fact): Condition => ({
    kind: "between",
    fact,
    low: 5,
    high: 9,
  }));
  if (!first) throw new Error("eight facts");
  const wide = problemsWith(rule("过宽", { kind: "any", conditions: [first, ...others] }));
  expect(wide.map(({ kind }) => kind)).toContain("too_wide");
});

test("each grade that has a price has exactly one for each month", () => {
  expect(pricesOf(band([], 3, 12))).toEqual([]);
  expect(pricesOf(band(["A"], 3, 6), band(["A"], 8, 12))).toEqual([["gap", "例如等级 A、7 个月"]]);
  expect(pricesOf(band(["B"], 3, 7), band(["A", "B"], 7, 12))).toEqual([
    ["gap", "例如等级 A、3 个月"],
    ["overlap", "例如等级 B、7 个月"],
  ]);
  expect(pricesOf(band([], 3, 24))).toEqual([["idle", "例如 24 个月"]]);
});

test("an item that a rule rests on has to be asked for", () => {
  const found = problemsOfTerms({
    ...sound,
    requiredItems: ["tax_grade"],
    rules: [rule("用电", atLeast(1, "electricityGrowthBps"))],
  });
  expect(found.map(({ at }) => at)).toEqual(["requiredItems"]);
});

test("versions are compared in words, rules by their id", () => {
  const [kept] = [rule("年限", atLeast(12))];
  const before = { ...sound, rules: [kept] };
  const after = {
    ...sound,
    promisedDays: 1,
    rules: [{ ...kept, condition: atLeast(24) }],
  };
  expect(differencesOf(before, before)).toEqual([]);
  expect(differencesOf(before, after)).toEqual([
    { what: "承诺答复", before: "3 天内", after: "1 天内" },
    {
      what: "准入规则“年限”",
      before: "成立月数不少于 12 个月，否则不予准入",
      after: "成立月数不少于 24 个月，否则不予准入",
    },
  ]);
});

test("industries have the names and the divisions of the standard's file", () => {
  const rows = readFileSync(new URL("../../db/reference/gbt4754_2017.csv", import.meta.url), "utf8")
    .split(/\r?\n/)
    .map((line) => line.split(","))
    .filter(([, level]) => level === "2");
  for (const [code = "", , , name = ""] of rows) {
    expect(industryName(code)).toBe(name.replaceAll("、", "").replaceAll('"', ""));
  }
  expect(industryTree.flatMap(({ divisions }) => divisions)).toHaveLength(rows.length);
});
