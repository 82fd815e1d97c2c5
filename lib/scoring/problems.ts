import { factsAskedBy } from "./conditions.ts";
import { platformFacts } from "./facts.ts";
import { problemsOfCoverage } from "./coverage.ts";
import type { Characteristic, FactDictionary, Scorecard, Veto } from "./model.ts";

export const problemKinds = [
  "empty",
  "unknown_fact",
  "wrong_kind",
  "repeated",
  "gap",
  "overlap",
  "unreachable",
  "missing_attribute",
  "too_wide",
  "reason",
  "baseline",
  "points",
  "grades",
  "scale",
  "limit",
  "veto",
  "validity",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** What keeps a card from being published. */
export type CardProblem = Readonly<{
  kind: ProblemKind;
  /** The characteristic or veto; null: the card as a whole. */
  at: string | null;
  /** A value for which it shows, as text; null where no value is needed to see it. */
  example: string | null;
  message: string;
}>;

export type CheckOptions = Readonly<{
  /** What facts there are; without it, the platform's indicators. */
  facts?: FactDictionary;
  /**
   * The platform's own cards: whole points, and an unknown fact never worth more than the best or less
   * than the worst that is known. A bank's own card answers for its points itself.
   */
  own?: boolean;
}>;

/** Everything that keeps the card from being published, each with an example; empty: it may be. */
export function problemsOf(card: Scorecard, options: CheckOptions = {}): readonly CardProblem[] {
  const { facts = platformFacts, own = false } = options;
  return [
    ...problemsOfWhole(card, own),
    ...card.characteristics.flatMap((one) => problemsOfCharacteristic(card, one, facts, own)),
    ...card.vetoes.flatMap((veto) => problemsOfVeto(veto, facts)),
  ];
}

const problem = (
  kind: ProblemKind,
  at: string | null,
  message: string,
  example: string | null = null,
): CardProblem => ({ kind, at, example, message });

function problemsOfWhole(card: Scorecard, own: boolean): readonly CardProblem[] {
  const { grades, scale, validFrom, validTo, initialScore } = card;
  const froms = grades.map(({ from }) => from);
  const descends = froms.every((from, index) => from < (froms[index - 1] ?? Infinity));
  const again = (what: string, names: readonly string[]) =>
    repeated(names).map((name) => problem("repeated", name, `${what}“${name}”重复。`));
  return [
    ...(card.characteristics.length > 0 ? [] : [problem("empty", null, "没有任何特征。")]),
    ...again(
      "特征",
      card.characteristics.map(({ id }) => id),
    ),
    ...again(
      "原因代码",
      card.reasons.map(({ code }) => code),
    ),
    ...again(
      "否决规则",
      card.vetoes.map(({ id }) => id),
    ),
    ...again(
      "等级",
      grades.map(({ grade }) => grade),
    ),
    ...(descends ? [] : [problem("grades", null, "等级分数线必须从高到低。")]),
    ...(own && grades.length === 0 ? [problem("grades", null, "没有等级表。")] : []),
    ...(own && !Number.isSafeInteger(initialScore)
      ? [problem("points", null, "基础分必须是整数。", String(initialScore))]
      : []),
    ...(scale === null || (scale.pointsToDoubleOdds > 0 && scale.oddsAtBase > 0)
      ? []
      : [problem("scale", null, "刻度（基准好坏比、翻倍分值）必须大于零。")]),
    ...(validTo === null || validTo >= validFrom
      ? []
      : [problem("validity", null, `失效日 ${validTo} 早于生效日 ${validFrom}。`)]),
    ...(card.useReasons ? [] : [problem("reason", null, "没有启用原因代码，拒绝时说不出理由。")]),
    ...problemsOfLimit(card),
  ];
}

function problemsOfLimit({ limit }: Scorecard): readonly CardProblem[] {
  if (limit === null) return [];
  const { gradeCapFen, ...factors } = limit;
  const figures = [...Object.values(gradeCapFen), ...Object.values(factors)];
  return figures.every((figure) => Number.isSafeInteger(figure) && figure >= 0)
    ? []
    : [problem("limit", null, "额度参数必须是不小于零的整数。")];
}

function problemsOfCharacteristic(
  card: Scorecard,
  characteristic: Characteristic,
  facts: FactDictionary,
  own: boolean,
): readonly CardProblem[] {
  const { id, attributes } = characteristic;
  const unknown = factsAskedBy(characteristic).filter((fact) => !facts.has(fact));
  if (unknown.length > 0)
    return unknown.map((fact) => problem("unknown_fact", id, `没有“${fact}”这项指标。`, fact));
  if (attributes.length === 0) return [problem("empty", id, "没有任何分档。")];
  const wrongKind = problemsOfKind(characteristic, facts);
  return [
    ...wrongKind,
    ...(wrongKind.length > 0 ? [] : problemsOfCoverage(characteristic, facts)),
    ...problemsOfReasons(card, characteristic),
    ...problemsOfBaseline(card, characteristic),
    ...(own ? problemsOfOwnPoints(card, characteristic) : []),
  ];
}

/** Intervals are of numbers; categories are of the kind that the fact has. */
function problemsOfKind(
  { id, fact, attributes }: Characteristic,
  facts: FactDictionary,
): readonly CardProblem[] {
  const kind = facts.get(fact)?.kind;
  const wrong = attributes.some(
    ({ when }) =>
      (when.kind === "interval" && kind !== "number") ||
      (when.kind === "values" &&
        when.values.some((value) => (typeof value === "number" ? "number" : "text") !== kind)),
  );
  const words = kind === "number" ? "数值，分档不能用文字" : "文字，分档不能用数值";
  return wrong ? [problem("wrong_kind", id, `“${fact}”是${words}。`)] : [];
}

function problemsOfReasons(
  { reasons }: Scorecard,
  { id, attributes, reason }: Characteristic,
): readonly CardProblem[] {
  const told = new Set(
    reasons.flatMap(({ code, text, remedy }) => (text.trim() && remedy.trim() ? [code] : [])),
  );
  const codes = new Set(attributes.map((attribute) => attribute.reason ?? reason));
  return [...codes].flatMap((code) => {
    if (code === null) return [problem("reason", id, "有分档没有原因代码。")];
    const message = `原因代码“${code}”没有说明文字或改进建议。`;
    return told.has(code) ? [] : [problem("reason", id, message, code)];
  });
}

/** Where baselines are said to be the best or the worst attainable, they have to be. */
function problemsOfBaseline(card: Scorecard, characteristic: Characteristic) {
  const { id, attributes } = characteristic;
  const baseline = characteristic.baseline ?? card.baseline;
  if (baseline === null) return [problem("baseline", id, "没有基准分，无法计算失分。")];
  const points = attributes.flatMap((one) => (typeof one.points === "number" ? [one.points] : []));
  const said = { max: Math.max(...points), min: Math.min(...points) };
  const method = card.baselineMethod;
  if ((method !== "max" && method !== "min") || points.length < attributes.length) return [];
  if (baseline === said[method]) return [];
  const words = method === "max" ? "最高分" : "最低分";
  return [problem("baseline", id, `基准分应为${words} ${said[method]}。`, String(baseline))];
}

function problemsOfOwnPoints(card: Scorecard, characteristic: Characteristic) {
  const { id, attributes } = characteristic;
  const fixed = attributes.map(({ points }) => points);
  const whole = fixed.filter((points) => Number.isSafeInteger(points));
  if (whole.length < fixed.length) return [problem("points", id, "分值必须是整数。")];
  const known = attributes.flatMap(({ when, points }) =>
    when.kind === "missing" || typeof points !== "number" ? [] : [points],
  );
  const [worst, best] = [Math.min(...known), Math.max(...known)];
  const within = (value: number) => value >= worst && value <= best;
  const missing = attributes.flatMap(({ when, points }) =>
    when.kind === "missing" && typeof points === "number" && !within(points) ? [points] : [],
  );
  const baseline = characteristic.baseline ?? card.baseline ?? worst;
  return [
    // Else an unknown fact would be worth hiding, or worse than the worst that can be known.
    ...missing.map((points) =>
      problem("points", id, "缺失时的分值必须在已知分值的最低与最高之间。", String(points)),
    ),
    ...(within(baseline) && Number.isSafeInteger(baseline)
      ? []
      : [problem("baseline", id, "基准分必须是最低分与最高分之间的整数。", String(baseline))]),
    ...(characteristic.dimension.trim() ? [] : [problem("empty", id, "没有所属维度。")]),
  ];
}

function problemsOfVeto(veto: Veto, facts: FactDictionary): readonly CardProblem[] {
  const { id, fact, when, reason, remedy } = veto;
  const kind = facts.get(fact)?.kind;
  if (!kind) return [problem("unknown_fact", id, `没有“${fact}”这项指标。`, fact)];
  const texts = when.kind === "values" && when.values.every((value) => typeof value === "string");
  const fits = kind === "number" ? when.kind === "interval" : texts && when.values.length > 0;
  const bounded = when.kind === "values" || when.from !== null || when.to !== null;
  return [
    ...(fits && bounded ? [] : [problem("veto", id, "否决条件与指标类型不符，或没有条件。")]),
    ...(reason.trim() && remedy.trim() ? [] : [problem("veto", id, "没有原因或改进建议。")]),
  ];
}

const repeated = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];
