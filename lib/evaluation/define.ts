import { indicators } from "../credit/indicators.ts";
import type { EvaluationItem, EvaluationTemplate } from "./model.ts";

const kinds: ReadonlyMap<string, "number" | "text"> = new Map(
  indicators.map(({ id, kind }) => [id, kind]),
);

/** Refuses a malformed template when it loads, so that evaluating has no error cases. */
export function defineTemplate(template: EvaluationTemplate): EvaluationTemplate {
  const items = template.dimensions.flatMap((dimension) => dimension.items);
  const weights = items.reduce((sum, { weight }) => sum + weight, 0);
  const froms = template.grades.map(({ from }) => from);
  const problems = [
    ...(weights === template.total ? [] : [`weights add up to ${weights}, not ${template.total}`]),
    ...(froms.every((from, at) => at === 0 || from < (froms[at - 1] ?? 0))
      ? []
      : ["grades must descend"]),
    ...(template.grades.length > 0 ? [] : ["no grades"]),
    ...items.flatMap(problemsOf),
    ...repeated(items.map(({ fact }) => fact)).map((fact) => `${fact} counts twice`),
    ...template.vetoes.flatMap(({ id, fact, grade }) => [
      ...(kinds.get(fact) === "number" ? [] : [`veto ${id}: ${fact} is no number`]),
      ...(template.grades.some((each) => each.grade === grade) ? [] : [`veto ${id}: no ${grade}`]),
    ]),
  ];
  if (problems.length > 0)
    throw new Error(`evaluation ${template.id}@${template.version}: ${problems.join("; ")}`);
  return template;
}

function problemsOf({ fact, weight, steps, categories }: EvaluationItem): readonly string[] {
  const kind = kinds.get(fact);
  const shares = [...(steps ?? []), ...(categories ?? [])].map(({ keepsBps }) => keepsBps);
  return [
    ...(kind ? [] : [`${fact} is not an indicator`]),
    ...(Number.isSafeInteger(weight) && weight > 0 ? [] : [`${fact} has no weight`]),
    ...(kind === "number" && steps !== null && categories === null && isWhole(steps)
      ? []
      : kind === "text" && categories !== null && steps === null
        ? []
        : [`${fact} needs ${kind === "text" ? "categories" : "ascending steps without an end"}`]),
    ...(shares.every((share) => share >= 0 && share <= 10_000)
      ? []
      : [`${fact} keeps more than all`]),
    ...(Math.max(...shares) === 10_000 ? [] : [`nothing keeps all of ${fact}`]),
  ];
}

const isWhole = (steps: readonly { below: number | null }[]): boolean =>
  steps.at(-1)?.below === null &&
  steps
    .slice(0, -1)
    .every(({ below }, at) => below !== null && below > (steps[at - 1]?.below ?? -Infinity));

const repeated = (values: readonly string[]) =>
  values.filter((value, at) => values.indexOf(value) !== at);
