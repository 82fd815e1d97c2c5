import { defineTemplate } from "../define.ts";
import { counted, few, keeps, none, remedies, taxGradeItem } from "./steps.ts";

/**
 * An example with the first-level names that Guangzhou made of GB/T 45255-2025 (domain.md §5.3), graded
 * A to D as the standard says. Weights, deductions and cut-offs are assumptions.
 */
export const nationalFour = defineTemplate({
  id: "national-four",
  version: 1,
  name: "公共信用综合评价（GB/T 45255 四级示例）",
  source:
    "参照 GB/T 45255-2025 的 A/B/C/D 四级与广州细则的五个一级指标名称；权重、扣分和等级分界为示例，不是现行标准。",
  example: true,
  regionCode: null,
  validFrom: "2026-01-01",
  validTo: null,
  total: 1000,
  leastKnownBps: 5_000,
  dimensions: [
    {
      id: "compliance",
      name: "遵纪守法",
      items: [
        counted("seriousPenalties24", 160, none, remedies.repair),
        counted("generalPenalties24", 80, few, remedies.repair),
        counted("minorPenalties24", 40, keeps([[1, 100], [3, 70]], 30), remedies.repair), // prettier-ignore
        counted("taxViolations36", 70, none, remedies.tax),
      ],
    },
    {
      id: "performance",
      name: "履约践诺",
      items: [
        counted("dishonestDebtorCases", 120, none, remedies.court),
        counted("enforcementCases", 70, none, remedies.court),
        counted("judgmentsAgainst24", 60, keeps([[1, 100], [3, 60], [6, 30]], 0), remedies.court), // prettier-ignore
      ],
    },
    {
      id: "merit",
      name: "资质荣誉",
      items: [
        counted("honours36", 50, keeps([[1, 60]], 100), remedies.merit),
        counted("qualifications", 50, keeps([[1, 60]], 100), remedies.merit),
      ],
    },
    {
      id: "responsibility",
      name: "社会责任",
      items: [
        taxGradeItem(100),
        counted("taxArrearsFen", 50, keeps([[1, 100], [10_000_00, 50]], 0), remedies.tax), // prettier-ignore
        counted("socialArrearsMonths12", 50, few, remedies.social),
      ],
    },
    {
      id: "supervision",
      name: "监管风险",
      items: [
        counted("adverseLists", 60, none, remedies.lists),
        counted("consumptionRestrictions", 40, none, remedies.court),
      ],
    },
  ],
  vetoes: [
    {
      id: "serious_dishonesty",
      fact: "seriousDishonestyLists",
      atLeast: 1,
      grade: "D",
      reason: "当前被列入严重失信主体名单",
      remedy: remedies.lists,
    },
  ],
  grades: [
    { grade: "A", label: "优", from: 850, national: "A" },
    { grade: "B", label: "良", from: 750, national: "B" },
    { grade: "C", label: "中", from: 600, national: "C" },
    { grade: "D", label: "差", from: 0, national: "D" },
  ],
});
