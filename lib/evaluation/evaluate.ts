import { indicatorOf, type IndicatorId } from "../credit/indicators.ts";
import { measureText } from "../scoring/model.ts";
import type {
  EvaluatedDimension,
  EvaluatedItem,
  Evaluation,
  EvaluationGrade,
  EvaluationItem,
  EvaluationTemplate,
} from "./model.ts";

export type EvaluationFacts = Readonly<Record<string, number | string | null | undefined>>;

/**
 * The public-credit evaluation of one enterprise by a template. An item whose indicator is unknown is
 * not scored: it counts neither for nor against (domain.md §5.5), and the score is over what is known.
 */
export function evaluate(template: EvaluationTemplate, facts: EvaluationFacts): Evaluation {
  const dimensions = template.dimensions.map(({ id, name, items }): EvaluatedDimension =>
    summed(id, name, items.map(itemOf(facts))),
  );
  const points = dimensions.reduce((sum, each) => sum + each.points, 0);
  const known = dimensions.reduce((sum, each) => sum + each.weight, 0);
  const knownBps = Math.floor((known * 10_000) / template.total);
  const score =
    knownBps < template.leastKnownBps || known === 0
      ? null
      : Math.round((points * template.total) / known);
  const vetoes = template.vetoes.filter(({ fact, atLeast }) => {
    const value = facts[fact];
    return typeof value === "number" && value >= atLeast;
  });
  const grade = gradeOf(template, score, vetoes);
  const { id, version, name, source, example, leastKnownBps, grades } = template;
  return {
    template: { id, version, name, source, example, leastKnownBps, grades },
    score,
    total: template.total,
    grade: grade?.grade ?? null,
    label: grade?.label ?? null,
    national: grade?.national ?? null,
    knownBps,
    vetoes: vetoes.map((veto) => ({ id: veto.id, reason: veto.reason, remedy: veto.remedy })),
    dimensions,
  };
}

/** Of the grade that the points reach and those that vetoes leave, the worst. A veto needs no points. */
function gradeOf(
  { grades }: EvaluationTemplate,
  score: number | null,
  vetoes: readonly { grade: string }[],
): EvaluationGrade | null {
  const places = [
    ...(score === null ? [] : [Math.max(0, reached(grades, score))]),
    ...vetoes.map((veto) => grades.findIndex(({ grade }) => grade === veto.grade)),
  ];
  return places.length === 0 ? null : (grades[Math.max(...places)] ?? null);
}

function reached(grades: readonly EvaluationGrade[], score: number): number {
  const at = grades.findIndex(({ from }) => score >= from);
  return at === -1 ? grades.length - 1 : at;
}

const itemOf =
  (facts: EvaluationFacts) =>
  (item: EvaluationItem): EvaluatedItem => {
    const { name, unit, items } = indicatorOf(item.fact as IndicatorId); // `problemsOf` saw that it is one.
    const value = facts[item.fact] ?? null;
    const keepsBps = value === null ? null : keptOf(item, value);
    const points = keepsBps === null ? null : pointsFor(item.weight, keepsBps);
    return {
      fact: item.fact,
      name,
      items,
      observed: typeof value === "number" ? measureText(unit, value) : value,
      weight: item.weight,
      points,
      remedy: points !== null && points < item.weight ? item.remedy : null,
    };
  };

/** Whole points, half up; the same in memory and in SQL. */
export const pointsFor = (weight: number, keepsBps: number): number =>
  Math.round((weight * keepsBps) / 10_000);

function keptOf({ steps, categories }: EvaluationItem, value: number | string): number {
  if (typeof value === "number")
    return steps?.find(({ below }) => below === null || value < below)?.keepsBps ?? 0;
  return categories?.find(({ values }) => values.includes(value))?.keepsBps ?? 0;
}

function summed(id: string, name: string, items: readonly EvaluatedItem[]): EvaluatedDimension {
  const scored = items.filter(({ points }) => points !== null);
  return {
    id,
    name,
    points: scored.reduce((sum, { points }) => sum + (points ?? 0), 0),
    weight: scored.reduce((sum, { weight }) => sum + weight, 0),
    fullWeight: items.reduce((sum, { weight }) => sum + weight, 0),
    items,
  };
}
