import { defineTemplate } from "../define.ts";
import { counted, few, keeps, none, remedies, taxGradeItem } from "./steps.ts";

/**
 * An example after the Zhejiang guideline for enterprises (浙发改信用〔2020〕267号; domain.md §5.2): five
 * dimensions of 1,000 points. The weights of the first three are the guideline's; how the other 635 are
 * split, what each item takes off, and the cut-offs are assumptions. An authority replaces them by its own.
 */
export const fiveDimensions = defineTemplate({
  id: "five-dimensions",
  version: 1,
  name: "企业公共信用评价（五维千分示例）",
  source:
    "参照浙发改信用〔2020〕267号的五个维度与已公开权重；遵纪守法与社会责任的拆分、各项扣分和等级分界为示例，不是任何地方的现行标准。",
  example: true,
  regionCode: null,
  validFrom: "2026-01-01",
  validTo: null,
  total: 1000,
  leastKnownBps: 5_000,
  dimensions: [
    {
      id: "basics",
      name: "基本情况",
      items: [
        counted("adverseLists", 40, none, remedies.lists),
        counted("representativeChanges24", 20, few, remedies.steady),
        counted("registrationChanges24", 20, keeps([[4, 100], [8, 50]], 0), remedies.steady), // prettier-ignore
      ],
    },
    {
      id: "finance",
      name: "金融财税",
      items: [
        counted("enforcementCases", 50, none, remedies.court),
        counted("dishonestDebtorCases", 85, none, remedies.court),
        counted("socialArrearsMonths12", 30, few, remedies.social),
        counted("taxArrearsFen", 30, keeps([[1, 100], [10_000_00, 50]], 0), remedies.tax), // prettier-ignore
      ],
    },
    {
      id: "governance",
      name: "管治能力",
      items: [
        counted("generalPenalties24", 60, few, remedies.repair),
        counted("minorPenalties24", 30, keeps([[1, 100], [3, 70]], 30), remedies.repair), // prettier-ignore
      ],
    },
    {
      id: "compliance",
      name: "遵纪守法",
      items: [
        counted("seriousPenalties24", 140, none, remedies.repair),
        counted("seriousDishonestyLists", 100, none, remedies.lists),
        counted("taxViolations36", 75, none, remedies.tax),
        counted("judgmentsAgainst24", 60, keeps([[1, 100], [3, 60], [6, 30]], 0), remedies.court), // prettier-ignore
        counted("consumptionRestrictions", 60, none, remedies.court),
      ],
    },
    {
      id: "responsibility",
      name: "社会责任",
      items: [
        taxGradeItem(80),
        counted("socialPaymentRatioBps", 60, keeps([[8_000, 0], [9_500, 50]], 100), remedies.social), // prettier-ignore
        counted("honours36", 40, keeps([[1, 60]], 100), remedies.merit),
        counted("voluntaryStatements24", 20, keeps([[1, 50]], 100), remedies.statement),
      ],
    },
  ],
  vetoes: [
    {
      id: "serious_dishonesty",
      fact: "seriousDishonestyLists",
      atLeast: 1,
      grade: "E",
      reason: "当前被列入严重失信主体名单",
      remedy: remedies.lists,
    },
    {
      id: "dishonest_debtor",
      fact: "dishonestDebtorCases",
      atLeast: 1,
      grade: "E",
      reason: "当前为失信被执行人",
      remedy: remedies.court,
    },
    {
      id: "tax_abnormal",
      fact: "taxAbnormal",
      atLeast: 1,
      grade: "D",
      reason: "当前为税务非正常户",
      remedy: "补办申报、缴清税款和罚款后向税务机关申请解除。",
    },
  ],
  grades: [
    { grade: "A", label: "优秀", from: 850, national: "A" },
    { grade: "B", label: "良好", from: 800, national: "B" },
    { grade: "C", label: "中等", from: 750, national: "B" },
    { grade: "D", label: "较差", from: 700, national: "C" },
    { grade: "E", label: "差", from: 0, national: "D" },
  ],
});
