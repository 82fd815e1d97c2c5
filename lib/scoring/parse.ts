import { z } from "zod";
import { Refusal } from "../kernel/refusal.ts";
import { fromFirstForm, isFirstForm, parseFirstForm } from "./first-form.ts";
import {
  baselineMethods,
  combinations,
  comparisons,
  type Expression,
  type Predicate,
  type Scorecard,
} from "./model.ts";

/** Whether it can be written in any document: no control characters, no half of a character. */
const isWritable = (given: string): boolean => given.isWellFormed() && !/\p{Cc}/u.test(given);

/** No name is long enough to be an attack, none is blank. */
const name = z.string().trim().min(1).max(200).refine(isWritable);
const text = z.string().max(2000);
const figure = z.number(); // zod's numbers are finite.
const value = z.union([figure, z.string().max(500).refine(isWritable)]);
const day = z.iso.date();
const bound = z.strictObject({ value: figure, closed: z.boolean() }).nullable();

const predicate: z.ZodType<Predicate> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("true") }),
    z.strictObject({ kind: z.literal("false") }),
    z.strictObject({
      kind: z.literal("compare"),
      fact: name,
      operator: z.enum(comparisons),
      value,
    }),
    z.strictObject({ kind: z.literal("missing"), fact: name, is: z.boolean() }),
    z.strictObject({
      kind: z.literal("set"),
      fact: name,
      isIn: z.boolean(),
      values: z.array(value).max(10_000),
    }),
    z.strictObject({
      kind: z.literal("compound"),
      operator: z.enum(combinations),
      of: z.array(predicate).min(1).max(200),
    }),
  ]),
);

const expression: z.ZodType<Expression> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("constant"), value }),
    z.strictObject({ kind: z.literal("fact"), fact: name, ifMissing: value.nullable() }),
    z.strictObject({
      kind: z.literal("apply"),
      function: name,
      of: z.array(expression).max(50),
      ifMissing: value.nullable(),
      otherwise: value.nullable(),
    }),
  ]),
);

const interval = z.strictObject({ kind: z.literal("interval"), from: bound, to: bound });
const values = z.strictObject({ kind: z.literal("values"), values: z.array(value).min(1) });
const condition = z.discriminatedUnion("kind", [
  interval,
  values,
  z.strictObject({ kind: z.literal("missing") }),
  z.strictObject({ kind: z.literal("otherwise") }),
  z.strictObject({ kind: z.literal("predicate"), predicate }),
]);

const action = z.strictObject({ kind: z.enum(["settle", "conduct"]), text }).nullable();
const characteristic = z.strictObject({
  id: name,
  fact: name,
  dimension: text,
  attributes: z
    .array(
      z.strictObject({
        when: condition,
        points: z.union([figure, expression]),
        reason: name.nullable(),
      }),
    )
    .max(1000),
  baseline: figure.nullable(),
  reason: name.nullable(),
  action,
});

const input = z.strictObject({
  fact: name,
  dataType: z.enum(["string", "integer", "float", "double", "boolean"]),
  opType: z.enum(["continuous", "categorical", "ordinal"]),
  validValues: z.array(value),
  validIntervals: z.array(z.strictObject({ from: bound, to: bound })),
  missingValues: z.array(value),
  missingReplacement: value.nullable(),
  missingTreatment: z.enum(["asIs", "returnInvalid"]),
  invalidTreatment: z.enum(["returnInvalid", "asIs", "asMissing", "asValue"]),
  invalidReplacement: value.nullable(),
});

const wholeNotNegative = z.int().min(0);
/** The shape of figures for a suggested limit. */
export const LimitFigures = z.strictObject({
  gradeCapFen: z.record(name, wholeNotNegative),
  taxMultiple: wholeNotNegative,
  salesShareBps: wholeNotNegative,
  repaymentShareBps: wholeNotNegative,
  repaymentYears: wholeNotNegative,
});

const identity = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "小写字母、数字和连字符")
    .max(60),
  version: z.int().min(1),
  validFrom: day,
  validTo: day.nullable(),
};
/** What PMML has no words for. */
const ours = {
  scale: z
    .strictObject({ basePoints: figure, oddsAtBase: figure, pointsToDoubleOdds: figure })
    .nullable(),
  reasons: z.array(z.strictObject({ code: name, text, remedy: text })).max(5000),
  vetoes: z.array(
    z.strictObject({
      id: name,
      fact: name,
      when: z.discriminatedUnion("kind", [interval, values]),
      reason: text,
      remedy: text,
    }),
  ),
  grades: z.array(z.strictObject({ grade: name, from: figure, label: text })).max(100),
  limit: LimitFigures.nullable(),
};

export const beyondForm = z.strictObject({
  ...identity,
  ...ours,
  characteristics: z.array(z.strictObject({ fact: name, dimension: text, action })),
});

const scorecardForm: z.ZodType<Scorecard> = z.strictObject({
  form: z.literal(2),
  name,
  initialScore: figure,
  useReasons: z.boolean(),
  reasonAlgorithm: z.enum(["pointsBelow", "pointsAbove"]),
  baselineMethod: z.enum(baselineMethods),
  baseline: figure.nullable(),
  inputs: z.array(input).max(1000),
  characteristics: z.array(characteristic).max(500),
  ...identity,
  ...ours,
});

/**
 * A card from JSON of either form. Only the shape is checked here, so that a draft may still have
 * gaps; `problemsOf` says whether it may be published. Throws `scoring.card_unreadable` with the
 * paths that are wrong.
 */
export function parseScorecard(json: unknown): Scorecard {
  if (isFirstForm(json)) return fromFirstForm(parseFirstForm(json));
  const parsed = scorecardForm.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", "scoring.card_unreadable", "评分卡的格式不正确。", {
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
    cause: parsed.error,
  });
}
