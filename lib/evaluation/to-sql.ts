import { columnOf } from "../credit/index.ts";
import { pointsFor } from "./evaluate.ts";
import type { EvaluationGrade, EvaluationItem, EvaluationTemplate } from "./model.ts";

type Source = Readonly<{
  /** Columns to keep beside the result. */
  keep: readonly string[];
  /** A relation `known` with a column for each indicator, and whatever else `keep` and `where` name. */
  from: string;
  where: string;
  /** Gives a parameter for a word. Figures are written out: nothing but a whole number comes out of them. */
  text: (value: string) => string;
}>;

/**
 * The same as `evaluate`, for a whole relation at once: what is kept of each row, with `score`,
 * `known_bps`, `grade` and `national_grade`. `offset 0`: each level is worked out once a row; folded into
 * one another they would repeat every term for every grade, and take seconds to plan.
 */
export function evaluationToSql(
  template: EvaluationTemplate,
  { keep, from, where, text }: Source,
): string {
  const { total, leastKnownBps, grades, dimensions } = template;
  const items = dimensions.flatMap((dimension) => dimension.items);
  const reached = grades.map(({ from: least }, at) => `when score >= ${figure(least)} then ${at}`);
  const named = (nameOf: (grade: EvaluationGrade) => string) =>
    `case place ${grades.map((one, at) => `when ${at} then ${text(nameOf(one))}`).join(" ")} end`;
  return `
select placed.*, ${named(({ grade }) => grade)} as grade, ${named(({ national }) => national)} as national_grade
from (
  select scored.*, greatest(case when score is null then null ${reached.join(" ")} else ${grades.length - 1} end, veto_place) as place
  from (
    select summed.*, weight * 10000 / ${figure(total)} as known_bps,
      -- Half up in whole numbers, as in memory.
      case when weight > 0 and weight * 10000 / ${figure(total)} >= ${figure(leastKnownBps)}
        then (2 * points * ${figure(total)} + weight) / (2 * weight) end as score
    from (
      select ${[...keep, `${added(items.map((item) => pointsToSql(item, text)))} as points`, `${added(items.map(weightToSql))} as weight`, `${vetoPlace(template)} as veto_place`].join(",\n        ")}
      from ${from}
      where ${where} offset 0
    ) summed offset 0
  ) scored offset 0
) placed`;
}

const added = (terms: readonly string[]): string => `(${terms.join("\n          + ")})`;

function pointsToSql(
  { fact, weight, steps, categories }: EvaluationItem,
  text: Source["text"],
): string {
  const name = column(fact);
  const points = (keepsBps: number) => figure(pointsFor(weight, keepsBps));
  const bands = steps
    ? steps.map(({ below, keepsBps }) =>
        below === null
          ? `else ${points(keepsBps)}`
          : `when ${name} < ${figure(below)} then ${points(keepsBps)}`,
      )
    : (categories ?? []).map(
        ({ values, keepsBps }) =>
          `when ${name} in (${values.map(text).join(", ")}) then ${points(keepsBps)}`,
      );
  return `case when ${name} is null then 0 ${bands.join(" ")}${steps ? "" : " else 0"} end`;
}

const weightToSql = ({ fact, weight }: EvaluationItem): string =>
  `case when ${column(fact)} is null then 0 else ${figure(weight)} end`;

/** Unknown decides nothing: `greatest` passes over nulls, and is null of nothing else. */
function vetoPlace({ vetoes, grades }: EvaluationTemplate): string {
  const places = vetoes.map(({ fact, atLeast, grade }) => {
    const place = grades.findIndex((one) => one.grade === grade);
    return `case when ${column(fact)} >= ${figure(atLeast)} then ${place} end`;
  });
  return places.length > 0 ? `greatest(${places.join(", ")})` : "null::integer";
}

/** `problemsOf` saw that it is an indicator, so its column is one of the catalogue's. */
const column = (fact: string): string => `known.${columnOf(fact)}`;

function figure(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return `(${value})::bigint`;
}

/** Words as one parameter of a statement, `$place`: an array that grows as they are named. */
export function textParameter(place: number) {
  const texts: string[] = [];
  const text = (value: string): string => `(($${place}::text[])[${texts.push(value)}])`;
  return { texts, text };
}
