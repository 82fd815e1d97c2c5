import { describe, expect, test } from "vitest";
import type { EligibilityVerdict, RuleOutcome } from "../products/model.ts";
import { group } from "./group.ts";

const outcome = (parts: Partial<RuleOutcome>): RuleOutcome => ({
  ruleId: "grade",
  name: "纳税信用级别",
  verdict: "hit",
  otherwise: "reject",
  expected: "纳税信用级别为 A、B 之一",
  actual: "A",
  missingItems: [],
  remedy: "按期申报。",
  ...parts,
});
const judged = (product: string, verdict: EligibilityVerdict, ...outcomes: RuleOutcome[]) => ({
  product,
  eligibility: { verdict, outcomes },
});

const hit = outcome({ ruleId: "age" });
const refused = outcome({ verdict: "miss", actual: "C" });
const forReview = outcome({
  ruleId: "late",
  name: "逾期申报",
  verdict: "miss",
  otherwise: "review",
  expected: "逾期不超过 2 次",
  actual: "3 次",
});
const missing = outcome({
  ruleId: "tax",
  name: "纳税额",
  verdict: "missing",
  actual: "未知",
  missingItems: ["vat_declaration", "income_tax_declaration"],
});
const broken = outcome({ ruleId: "broken", name: "开票月数", verdict: "error" });

test("every product lands in one group, in the order in which it came", () => {
  const { eligible, conditional, ineligible } = group([
    judged("a", "MATCH", hit),
    judged("b", "REJECT", refused),
    judged("c", "REVIEW", forReview),
    judged("d", "MATCH", hit),
    judged("e", "INSUFFICIENT_DATA", missing),
  ]);
  expect(eligible).toEqual(["a", "d"]);
  expect(conditional.map(({ product, verdict }) => [product, verdict])).toEqual([
    ["c", "REVIEW"],
    ["e", "INSUFFICIENT_DATA"],
  ]);
  expect(ineligible.map(({ product }) => product)).toEqual(["b"]);
});

describe("reasons", () => {
  test("say what was demanded, what was found and what can be done", () => {
    expect(group([judged("a", "REJECT", hit, refused)]).ineligible[0]?.reasons).toEqual([
      {
        ruleId: "grade",
        rule: "纳税信用级别",
        expected: "纳税信用级别为 A、B 之一",
        actual: "C",
        kind: "refused",
        remedy: "按期申报。",
      },
    ]);
  });

  test("of a refusal name only what refused, not what would not have changed it", () => {
    const { ineligible } = group([judged("a", "REJECT", missing, refused, forReview, broken)]);
    expect(ineligible[0]?.reasons.map(({ ruleId }) => ruleId)).toEqual(["grade"]);
  });

  test("of a condition name everything that is open", () => {
    const { conditional } = group([
      judged("a", "INSUFFICIENT_DATA", hit, missing, forReview, broken),
    ]);
    expect(conditional[0]?.reasons.map(({ kind }) => kind)).toEqual(["missing", "review", "error"]);
  });
});

describe("what to supply", () => {
  const toSupply = (...outcomes: RuleOutcome[]) =>
    group([judged("a", "REVIEW", ...outcomes)]).conditional[0]?.toSupply;

  test("each missing item once, by its name in the catalogue", () => {
    const again = { ...missing, missingItems: ["vat_declaration"] };
    expect(toSupply(missing, again)).toEqual({
      items: [
        { id: "vat_declaration", name: "增值税申报" },
        { id: "income_tax_declaration", name: "企业所得税申报" },
      ],
      explanations: [],
    });
  });

  test("words where a person looks, and where no item could help", () => {
    expect(toSupply(forReview, { ...missing, missingItems: [] }, broken)).toEqual({
      items: [],
      explanations: [
        "逾期申报：要求“逾期不超过 2 次”，实际“3 次”，由机构人工审查。按期申报。",
        "纳税额：要求“纳税信用级别为 A、B 之一”，请补充登记信息或融资需求。",
        "开票月数：数据有误，无法判断，由机构人工核对。",
      ],
    });
  });
});
