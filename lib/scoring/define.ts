import { indicators } from "../credit/indicators.ts";
import type { Attributes, Characteristic, Scorecard, Veto } from "./model.ts";

const kindOf: ReadonlyMap<string, "number" | "text"> = new Map(
  indicators.map(({ id, kind }) => [id, kind]),
);

/** Refuses a malformed card when it loads, so that scoring itself has no error cases. */
export function defineScorecard(card: Scorecard): Scorecard {
  const problems = [
    ...problemsOfScale(card),
    ...card.characteristics.flatMap(problemsOfCharacteristic),
    ...repeated(card.characteristics.map(({ fact }) => fact)).map(
      (fact) => `${fact} is scored twice`,
    ),
    ...card.vetoes.flatMap(problemsOfVeto),
    ...repeated(card.vetoes.map(({ id }) => id)).map((id) => `veto ${id} is there twice`),
  ];
  if (problems.length > 0) {
    throw new Error(`scorecard ${card.id}@${card.version}: ${problems.join("; ")}`);
  }
  return card;
}

/** The points that a characteristic can give for a known value. */
export function pointsOf(attributes: Attributes): readonly number[] {
  const listed = attributes.kind === "bins" ? attributes.bins : attributes.categories;
  return [...listed.map(({ points }) => points), attributes.otherwise];
}

function problemsOfScale(card: Scorecard): readonly string[] {
  const { basePoints, pointsToDoubleOdds, oddsAtBase, grades, limit } = card;
  const froms = grades.map(({ from }) => from);
  const caps = Object.values(limit.gradeCapFen);
  const factors = [
    limit.taxMultiple,
    limit.salesShareBps,
    limit.repaymentShareBps,
    limit.repaymentYears,
  ];
  return [
    ...(card.characteristics.length > 0 ? [] : ["no characteristics"]),
    ...(Number.isSafeInteger(basePoints) ? [] : ["base points must be whole"]),
    ...(pointsToDoubleOdds > 0 && oddsAtBase > 0 ? [] : ["the scale must be positive"]),
    ...(grades.length > 0 && isAscending(froms.toReversed()) ? [] : ["grades must descend"]),
    ...(repeated(grades.map(({ grade }) => grade)).length === 0 ? [] : ["a grade is there twice"]),
    ...([...caps, ...factors].every((figure) => Number.isSafeInteger(figure) && figure >= 0)
      ? []
      : ["figures of the limit must be whole and not negative"]),
  ];
}

function problemsOfCharacteristic(characteristic: Characteristic): readonly string[] {
  const { fact, attributes, missing, baseline, reason, remedy, dimension } = characteristic;
  const kind = kindOf.get(fact);
  if (!kind) return [`${fact} is not an indicator`];
  const points = pointsOf(attributes);
  const lowest = Math.min(...points);
  const highest = Math.max(...points);
  const within = (value: number) =>
    Number.isSafeInteger(value) && value >= lowest && value <= highest;
  return [
    ...(kind === (attributes.kind === "bins" ? "number" : "text") ? [] : [`${fact} is a ${kind}`]),
    // Whole points add up the same in JavaScript and in PostgreSQL, and on paper.
    ...(points.every(Number.isSafeInteger) ? [] : [`points of ${fact} must be whole`]),
    // Outside these, an unknown fact could be worse than the worst that is known, or better than the best.
    ...(within(missing) ? [] : [`${fact} needs points for missing between its worst and its best`]),
    ...(within(baseline) ? [] : [`${fact} needs a baseline between its worst and its best`]),
    ...([reason, remedy, dimension].every((text) => text.trim() !== "")
      ? []
      : [`${fact} needs a dimension, a reason and a remedy`]),
    ...problemsOfAttributes(fact, attributes),
  ];
}

function problemsOfAttributes(fact: string, attributes: Attributes): readonly string[] {
  if (attributes.kind === "bins") {
    const bounds = attributes.bins.map(({ below }) => below);
    const sound = bounds.length > 0 && bounds.every(Number.isSafeInteger) && isAscending(bounds);
    return sound ? [] : [`bins of ${fact} must ascend`];
  }
  const values = attributes.categories.flatMap((category) => category.values);
  return repeated(values).map((value) => `${fact} names ${value} twice`);
}

function problemsOfVeto({ id, fact, atLeast, oneOf, reason, remedy }: Veto): readonly string[] {
  const kind = kindOf.get(fact);
  if (!kind) return [`veto ${id}: ${fact} is not an indicator`];
  const fits =
    kind === "number"
      ? Number.isSafeInteger(atLeast) && !oneOf
      : (oneOf?.length ?? 0) > 0 && atLeast === undefined;
  return [
    ...(fits ? [] : [`veto ${id}: needs ${kind === "number" ? "only atLeast" : "only oneOf"}`]),
    ...(reason.trim() && remedy.trim() ? [] : [`veto ${id}: needs a reason and a remedy`]),
  ];
}

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, index) => value > (values[index - 1] ?? -Infinity));

const repeated = (values: readonly string[]): readonly string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);
