import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fenFromWan } from "../kernel/money.ts";
import { guaranteeKinds } from "../kernel/lending-terms.ts";
import { allRulesOf, boundsAsRules, compileRules, decide } from "./decide.ts";
import { demandFactsFrom, facts as dictionary, factsFrom, type DemandTerms } from "./facts.ts";
import type { Condition, EligibilityRule, Facts } from "./model.ts";

const unknownFacts = Object.fromEntries(dictionary.map(({ id }) => [id, null])) as Facts; // One entry for each id.
const demand: DemandTerms = {
  amountFen: fenFromWan(100),
  termMonths: 12,
  maximumRateBps: 450,
  guaranteeKind: "credit",
  purpose: "working_capital",
};
const known = (parts: Partial<Facts> = {}, terms: Partial<DemandTerms> = {}): Facts => ({
  ...unknownFacts,
  regionCode: "520102",
  ...demandFactsFrom({ ...demand, ...terms }),
  ...parts,
});

const product = {
  minimumAmountFen: fenFromWan(10),
  maximumAmountFen: fenFromWan(300),
  minimumTermMonths: 6,
  maximumTermMonths: 24,
  minimumRateBps: 385,
  guaranteeKinds: ["credit"],
  regionCodes: ["520100"],
  industryCodes: [],
  rules: [],
} as const;

const rule = (parts: Partial<EligibilityRule> = {}): EligibilityRule => ({
  id: "grade",
  name: "纳税信用级别",
  condition: { kind: "one_of", fact: "taxGrade", values: ["A", "B", "M"] },
  otherwise: "reject",
  remedy: "按期申报。",
  ...parts,
});

describe("what a product's own terms demand", () => {
  const missed = (terms: Partial<DemandTerms>, parts: Partial<Facts> = {}, bounds: object = {}) =>
    decide({ ...product, ...bounds }, known(parts, terms))
      .outcomes.filter(({ verdict }) => verdict !== "hit")
      .map(({ ruleId }) => ruleId);

  test.each<[string, Partial<DemandTerms>, Partial<Facts>, string[]]>([
    ["everything fits", {}, {}, []],
    ["the least amount", { amountFen: fenFromWan(10) }, {}, []],
    ["one fen more than the most", { amountFen: fenFromWan(300) + 1 }, {}, ["product.amount"]],
    ["a month too short", { termMonths: 5 }, {}, ["product.term"]],
    ["exactly the lowest rate", { maximumRateBps: 385 }, {}, []],
    ["a basis point below it", { maximumRateBps: 384 }, {}, ["product.rate"]],
    ["another city", {}, { regionCode: "520302" }, ["product.region"]],
    ["security that is not needed", { guaranteeKind: "mortgage" }, {}, []],
  ])("%s", (_, terms, parts, ids) => {
    expect(missed(terms, parts)).toEqual(ids);
  });

  test("security that is needed must be that which is offered", () => {
    const allowed = guaranteeKinds.filter(
      (guaranteeKind) => missed({ guaranteeKind }, {}, { guaranteeKinds: ["pledge"] }).length === 0,
    );
    expect(allowed).toEqual(["pledge"]);
  });

  test("no region named is everywhere", () => {
    expect(missed({}, { regionCode: "110101" }, { regionCodes: [] })).toEqual([]);
  });

  test("they give reasons like any other rule", () => {
    const { outcomes } = decide(product, known({}, { amountFen: fenFromWan(500) }));
    expect(outcomes[0]).toEqual({
      ruleId: "product.amount",
      name: "贷款金额",
      verdict: "miss",
      otherwise: "reject",
      expected: "申请金额在 10 万元至 300 万元之间",
      actual: "500 万元",
      missingItems: [],
      remedy: "将申请金额调整到 10 万元至 300 万元之间。",
    });
  });

  test("without a demand nothing is refused: it is unknown", () => {
    const { verdict } = decide(product, { ...known(), ...demandFactsFrom(null) });
    expect(verdict).toBe("INSUFFICIENT_DATA");
  });
});

describe("the answer of one rule", () => {
  const only = (parts: Partial<EligibilityRule>, facts: Partial<Facts>) =>
    compileRules([rule(parts)])(known(facts));

  test.each([
    ["a hit matches", { taxGrade: "B" }, "reject", "hit", "MATCH"],
    ["a miss refuses", { taxGrade: "C" }, "reject", "miss", "REJECT"],
    ["a miss that a person looks at", { taxGrade: "C" }, "review", "miss", "REVIEW"],
    ["an unknown fact is not a refusal", {}, "reject", "missing", "INSUFFICIENT_DATA"],
    ["nor is it for a person to guess", {}, "review", "missing", "INSUFFICIENT_DATA"],
    ["a broken fact is never a miss", { taxGrade: 7 }, "reject", "error", "REVIEW"],
  ] as const)("%s", (_, facts, otherwise, outcome, verdict) => {
    const found = only({ otherwise }, facts);
    expect([found.outcomes[0]?.verdict, found.verdict]).toEqual([outcome, verdict]);
  });

  test("an unknown fact names the items it would rest on", () => {
    const condition: Condition = { kind: "at_least", fact: "taxPaid12Fen", value: 1 };
    expect(only({ condition }, {}).outcomes[0]).toMatchObject({
      actual: "未知",
      missingItems: ["vat_declaration", "income_tax_declaration"],
    });
  });

  test("of two facts only the unknown one is missing, and both are shown", () => {
    const condition: Condition = {
      kind: "all",
      conditions: [rule().condition, { kind: "at_least", fact: "headcount", value: 3 }],
    };
    expect(only({ condition }, { taxGrade: "A" }).outcomes[0]).toMatchObject({
      verdict: "missing",
      actual: "纳税信用级别：A；参保人数：未知",
      missingItems: ["social_insurance"],
    });
  });

  test("a rule that cannot be read is for a person and leaves the others alone", () => {
    const broken = rule({ id: "broken", condition: { kind: "like" } as unknown as Condition }); // As stored.
    const { verdict, outcomes } = compileRules([broken, rule()])(known({ taxGrade: "A" }));
    expect(verdict).toBe("REVIEW");
    expect(outcomes.map((outcome) => outcome.verdict)).toEqual(["error", "hit"]);
  });
});

test("every rule is answered, in order, and the gravest answer decides", () => {
  const cases = [
    { grave: "REJECT", facts: "C", otherwise: "reject" },
    { grave: "INSUFFICIENT_DATA", facts: null, otherwise: "reject" },
    { grave: "REVIEW", facts: "C", otherwise: "review" },
    { grave: "MATCH", facts: "A", otherwise: "reject" },
  ] as const;
  const order = cases.map(({ grave }) => grave);
  const columns = ["taxGrade", "industrySection", "sizeClass", "demandPurpose"] as const;
  const valid = {
    taxGrade: ["A", "C"],
    industrySection: ["C", "J"],
    sizeClass: ["micro", "large"],
    demandPurpose: ["renewal", "equipment"],
  } as const;

  fc.assert(
    fc.property(fc.array(fc.constantFrom(...cases), { minLength: 1, maxLength: 4 }), (drawn) => {
      const rules = drawn.map(({ otherwise }, index) => {
        const fact = columns[index] ?? "taxGrade";
        return rule({
          id: String(index),
          otherwise,
          condition: { kind: "one_of", fact, values: [valid[fact][0]] },
        });
      });
      const facts = Object.fromEntries(
        drawn.map((one, index) => {
          const fact = columns[index] ?? "taxGrade";
          return [fact, one.facts === null ? null : valid[fact][one.facts === "A" ? 0 : 1]];
        }),
      );
      const { verdict, outcomes } = compileRules(rules)({ ...unknownFacts, ...facts });
      expect(outcomes.map(({ ruleId }) => ruleId)).toEqual(rules.map(({ id }) => id));
      expect(verdict).toBe(order.find((grave) => drawn.some((one) => one.grave === grave)));
    }),
  );
});

test("the product's bounds come before the institution's rules", () => {
  const ids = allRulesOf({ ...product, rules: [rule()] }).map(({ id }) => id);
  expect(ids).toEqual([...boundsAsRules(product).map(({ id }) => id), "grade"]);
});

test("facts come from the indicators, the registry and the demand", () => {
  const facts = factsFrom(
    { ...unknownFacts, headcount: 9 },
    { regionCode: "520102", industryCode: "C13", sizeClass: "small" },
    demand,
  );
  expect(facts).toMatchObject({
    headcount: 9,
    taxGrade: null,
    industrySection: "C",
    demandTermMonths: 12,
  });
});
