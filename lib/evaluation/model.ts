import type { ItemId } from "../intake/catalogue.ts";

/** The points kept of one item's weight: in the first step whose `below` exceeds the value. */
export type Step = Readonly<{
  /** Null: every value that no step before took. */
  below: number | null;
  /** Share of the weight that is kept, basis points. */
  keepsBps: number;
}>;

export type Category = Readonly<{ values: readonly string[]; keepsBps: number }>;

export type EvaluationItem = Readonly<{
  /** An indicator of lib/credit/indicators.ts. */
  fact: string;
  /** Points at best. */
  weight: number;
  /** For a number; its last step has no end. */
  steps: readonly Step[] | null;
  /** For a word; any other word keeps nothing. */
  categories: readonly Category[] | null;
  /** What the enterprise can do where points were lost. */
  remedy: string;
}>;

export type EvaluationDimension = Readonly<{
  id: string;
  name: string;
  items: readonly EvaluationItem[];
}>;

/** A record that decides the grade whatever the points say. Unknown decides nothing. */
export type EvaluationVeto = Readonly<{
  id: string;
  fact: string;
  atLeast: number;
  /** The best grade that is left. */
  grade: string;
  reason: string;
  remedy: string;
}>;

export type EvaluationGrade = Readonly<{
  grade: string;
  label: string;
  from: number;
  /** A, B, C or D of GB/T 45255-2025. */
  national: NationalGrade;
}>;

export const nationalGrades = ["A", "B", "C", "D"] as const;
export type NationalGrade = (typeof nationalGrades)[number];
/** The four grades of GB/T 45255-2025, 公共信用综合评价规范. */
export const nationalLabels = {
  A: "优",
  B: "良",
  C: "中",
  D: "差",
} as const satisfies Record<NationalGrade, string>;

/** What the weights of a template add up to. */
export const TOTAL_POINTS = 1000;

/**
 * A way of evaluating, as dated data: dimensions, weights, cut-offs and vetoes of one authority.
 * Weights of all items add up to `total`.
 */
export type EvaluationTemplate = Readonly<{
  id: string;
  version: number;
  name: string;
  /** What it follows, and what in it is no rule of that but an assumption. */
  source: string;
  /** Not an authority's own numbers: shown as an example wherever it is shown. */
  example: boolean;
  /** Whose enterprises it evaluates, six digits; null: all that have none of their own. */
  regionCode: string | null;
  validFrom: string;
  validTo: string | null;
  total: number;
  /** Of the weights, basis points: below it there is a score of nothing much, so no grade. */
  leastKnownBps: number;
  dimensions: readonly EvaluationDimension[];
  vetoes: readonly EvaluationVeto[];
  /** Descending; the last takes any lower total too. */
  grades: readonly EvaluationGrade[];
}>;

export const templateStatuses = ["draft", "submitted", "approved", "retired"] as const;
export type TemplateStatus = (typeof templateStatuses)[number];
export const templateStatusLabels = {
  draft: "草稿",
  submitted: "待复核",
  approved: "已批准",
  retired: "已停用",
} as const satisfies Record<TemplateStatus, string>;

/** What happens to a template. Each leaves a row that nobody changes. */
export const templateEvents = ["draft", "submit", "send_back", "approve", "retire"] as const;
export type TemplateEvent = (typeof templateEvents)[number];
export const templateEventLabels = {
  draft: "存为草稿",
  submit: "提交复核",
  send_back: "退回",
  approve: "复核批准",
  retire: "停用",
} as const satisfies Record<TemplateEvent, string>;

export type EvaluatedItem = Readonly<{
  fact: string;
  name: string;
  /** The data items it is computed from; none: from the registry. */
  items: readonly ItemId[];
  /** As shown; null: unknown, hence not scored. */
  observed: string | null;
  weight: number;
  /** Null: not scored. */
  points: number | null;
  /** What to do about the points that were lost; null where none were. */
  remedy: string | null;
}>;

export type EvaluatedDimension = Readonly<{
  id: string;
  name: string;
  /** Points of the items that were scored, and their weights; both zero where none could be. */
  points: number;
  weight: number;
  /** Of all items, scored or not. */
  fullWeight: number;
  items: readonly EvaluatedItem[];
}>;

export type Evaluation = Readonly<{
  template: Readonly<{
    id: string;
    version: number;
    name: string;
    source: string;
    example: boolean;
    leastKnownBps: number;
    grades: readonly EvaluationGrade[];
  }>;
  /** Out of the template's total, over what is known; null where too little is. */
  score: number | null;
  total: number;
  grade: string | null;
  label: string | null;
  national: NationalGrade | null;
  knownBps: number;
  vetoes: readonly Readonly<{ id: string; reason: string; remedy: string }>[];
  dimensions: readonly EvaluatedDimension[];
}>;

/**
 * What is passed on with a grade: who is D in the public evaluation may not be A in an industry's
 * (国办发〔2026〕8号; domain.md §0).
 */
export const passedOn = ({ national }: Evaluation): string | null =>
  national === "D" ? "公共信用综合评价为 D（差）的，各行业信用评价不得评为 A 级。" : null;

/** The items that lost points, the most first: what an enterprise looks at. */
export const lossesOf = ({ dimensions }: Evaluation) =>
  dimensions
    .flatMap(({ name, items }) => items.map((item) => ({ ...item, dimension: name })))
    .flatMap((item) =>
      item.points === null || item.points === item.weight
        ? []
        : [{ ...item, lost: item.weight - item.points }],
    )
    .sort((one, other) => other.lost - one.lost);

/** The items that could not be scored. */
export const unscoredOf = ({ dimensions }: Evaluation): readonly EvaluatedItem[] =>
  dimensions.flatMap(({ items }) => items.filter(({ points }) => points === null));

/** Fewer enterprises than this are shown nowhere, since somebody might tell who they are. */
export const LEAST_CELL = 10;

/** How many land in a grade; null: fewer than ten, or hidden so that those cannot be worked out. */
export type GradeCount = Readonly<{
  /** Null: too little is known of them for a grade. */
  grade: string | null;
  label: string;
  enterprises: number | null;
}>;

/** The grades of a template from the best down, and after them that of those who got none. */
export const gradesOf = ({ grades }: Pick<EvaluationTemplate, "grades">) => [
  ...grades.map(({ grade, label }) => ({ grade, label })),
  { grade: null, label: "未评级" },
];

/** A dry run of a template on the enterprises of its region, beside the one in force there. */
export type DryRunResult = Readonly<{
  enterprises: number | null;
  counts: readonly GradeCount[];
  /** Null: no template is in force there today. */
  inForce: Readonly<{
    id: string;
    version: number;
    name: string;
    counts: readonly GradeCount[];
  }> | null;
}>;

export const dryRunStatuses = ["waiting", "done", "failed"] as const;
export type DryRunStatus = (typeof dryRunStatuses)[number];
