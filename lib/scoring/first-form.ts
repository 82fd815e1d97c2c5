import { z } from "zod";
import { platformFacts } from "./facts.ts";
import { rememberHash } from "./hash.ts";
import type { Attribute, Characteristic, LimitPolicy, Reason, Scorecard, Veto } from "./model.ts";

/** Bins or categories, closed by construction, with the points of all that they do not take. */
type FirstAttributes =
  | Readonly<{
      kind: "bins";
      /** Ascending; a value falls in the first bin whose `below` exceeds it. */
      bins: readonly Readonly<{ below: number; points: number }>[];
      otherwise: number;
    }>
  | Readonly<{
      kind: "categories";
      categories: readonly Readonly<{ values: readonly string[]; points: number }>[];
      otherwise: number;
    }>;

export type FirstCharacteristic = Readonly<{
  fact: string;
  dimension: string;
  attributes: FirstAttributes;
  missing: number;
  baseline: number;
  reason: string;
  remedy: string;
}>;

/**
 * The form in which bank-tax@1 was published. Scores and evidence bundles name the hash of that very
 * document, so it stays as it is for ever; it is read into the form that the engines know.
 */
export type FirstForm = Readonly<{
  id: string;
  version: number;
  name: string;
  validFrom: string;
  basePoints: number;
  pointsToDoubleOdds: number;
  oddsAtBase: number;
  characteristics: readonly FirstCharacteristic[];
  vetoes: readonly Readonly<{
    id: string;
    fact: string;
    atLeast?: number;
    oneOf?: readonly string[];
    reason: string;
    remedy: string;
  }>[];
  grades: readonly Readonly<{ grade: string; from: number; label: string }>[];
  limit: LimitPolicy;
}>;

export const isFirstForm = (json: unknown): boolean =>
  typeof json === "object" && json !== null && !("form" in json) && "oddsAtBase" in json;

const points = z.int();
const attributes = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("bins"),
    bins: z.array(z.strictObject({ below: z.int(), points })).min(1),
    otherwise: points,
  }),
  z.strictObject({
    kind: z.literal("categories"),
    categories: z.array(z.strictObject({ values: z.array(z.string()), points })),
    otherwise: points,
  }),
]);
const firstForm = z.strictObject({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  validFrom: z.iso.date(),
  basePoints: points,
  pointsToDoubleOdds: z.number(),
  oddsAtBase: z.number(),
  characteristics: z.array(
    z.strictObject({
      fact: z.string(),
      dimension: z.string(),
      attributes,
      missing: points,
      baseline: points,
      reason: z.string(),
      remedy: z.string(),
    }),
  ),
  vetoes: z.array(
    z.strictObject({
      id: z.string(),
      fact: z.string(),
      atLeast: z.number().exactOptional(),
      oneOf: z.array(z.string()).exactOptional(),
      reason: z.string(),
      remedy: z.string(),
    }),
  ),
  grades: z.array(z.strictObject({ grade: z.string(), from: z.number(), label: z.string() })),
  limit: z.strictObject({
    gradeCapFen: z.record(z.string(), z.int()),
    taxMultiple: z.int(),
    salesShareBps: z.int(),
    repaymentShareBps: z.int(),
    repaymentYears: z.int(),
  }),
});

export const parseFirstForm = (json: unknown): FirstForm => firstForm.parse(json);

/** The same card in the present form: it scores as it always did, and keeps the hash of its document. */
export function fromFirstForm(document: FirstForm): Scorecard {
  const card: Scorecard = {
    form: 2,
    id: document.id,
    version: document.version,
    name: document.name,
    validFrom: document.validFrom,
    validTo: null,
    initialScore: document.basePoints,
    scale: {
      basePoints: document.basePoints,
      oddsAtBase: document.oddsAtBase,
      pointsToDoubleOdds: document.pointsToDoubleOdds,
    },
    useReasons: true,
    reasonAlgorithm: "pointsBelow",
    baselineMethod: "mean",
    baseline: null,
    inputs: [],
    characteristics: document.characteristics.map(characteristicOf),
    reasons: document.characteristics.flatMap(reasonsOf),
    vetoes: document.vetoes.map(vetoOf),
    grades: document.grades,
    limit: document.limit,
  };
  rememberHash(card, document);
  return card;
}

function characteristicOf(first: FirstCharacteristic): Characteristic {
  const { fact, dimension, baseline, missing } = first;
  return {
    id: fact,
    fact,
    dimension,
    attributes: [
      { when: { kind: "missing" }, points: missing, reason: `missing.${fact}` },
      ...attributesOf(first.attributes),
    ],
    baseline,
    reason: `points.${fact}`,
    action: null,
  };
}

function attributesOf(first: FirstAttributes): readonly Attribute[] {
  if (first.kind === "categories") {
    return [
      ...first.categories.map(({ values, points }): Attribute => ({
        when: { kind: "values", values },
        points,
        reason: null,
      })),
      { when: { kind: "otherwise" }, points: first.otherwise, reason: null },
    ];
  }
  const ends = first.bins.map(({ below }) => below);
  return [...first.bins.map((bin) => bin.points), first.otherwise].map((points, index) => {
    const [from, to] = [ends[index - 1], ends[index]];
    return {
      when: {
        kind: "interval",
        from: from === undefined ? null : { value: from, closed: true },
        to: to === undefined ? null : { value: to, closed: false },
      },
      points,
      reason: null,
    };
  });
}

function reasonsOf({ fact, reason, remedy }: FirstCharacteristic): readonly Reason[] {
  const known = platformFacts.get(fact);
  const named = known?.items.map((item) => `“${item}”`).join("、") ?? "";
  return [
    { code: `points.${fact}`, text: reason, remedy },
    {
      code: `missing.${fact}`,
      text: `${known?.label ?? fact}未知`,
      remedy: named ? `授权或补充${named}数据后重新评分。` : "补充登记信息后重新评分。",
    },
  ];
}

function vetoOf({ id, fact, atLeast, oneOf, reason, remedy }: FirstForm["vetoes"][number]): Veto {
  const when: Veto["when"] =
    atLeast === undefined
      ? { kind: "values", values: oneOf ?? [] }
      : { kind: "interval", from: { value: atLeast, closed: true }, to: null };
  return { id, fact, when, reason, remedy };
}
