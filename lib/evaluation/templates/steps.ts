import type { EvaluationItem, Step } from "../model.ts";

/** Shares of the weight in per cent, by value: `[1, 100], [3, 50]` keeps all below 1, half below 3. */
export const keeps = (
  steps: readonly (readonly [below: number, percent: number])[],
  otherwise: number,
): readonly Step[] => [
  ...steps.map(([below, percent]) => ({ below, keepsBps: percent * 100 })),
  { below: null, keepsBps: otherwise * 100 },
];

/** An item of a number. */
export const counted = (
  fact: string,
  weight: number,
  steps: readonly Step[],
  remedy: string,
): EvaluationItem => ({ fact, weight, steps, categories: null, remedy });

/** All without any, none with one. */
export const none = keeps([[1, 100]], 0);
export const few = keeps(
  [
    [1, 100],
    [3, 50],
  ],
  0,
);

export const taxGradeItem = (weight: number): EvaluationItem => ({
  fact: "taxGrade",
  weight,
  steps: null,
  categories: [
    { values: ["A"], keepsBps: 10_000 },
    { values: ["B"], keepsBps: 8_000 },
    { values: ["M"], keepsBps: 6_000 },
    { values: ["C"], keepsBps: 3_000 },
  ],
  remedy: "按期申报、缴清税款，下一评价年度可提升级别；符合条件的可申请纳税信用修复或复评。",
});

export const remedies = {
  repair: "履行处罚决定，满足最短公示期后申请信用修复。",
  court: "履行生效裁判；与申请执行人和解或履行完毕后申请删除失信信息。",
  lists: "履行义务后向列入机关申请移出名单。",
  tax: "缴清欠税、按期申报；有困难的可申请分期或延期缴纳。",
  social: "补缴欠缴的社会保险费，此后按月足额缴纳。",
  steady: "保持经营稳定；变更后及时办理登记并说明原因。",
  merit: "获得的表彰、奖励和资质由主管部门报送后自动计入。",
  statement: "如实自主填报信息，作出信用承诺并履行。",
} as const;
