import fc from "fast-check";
import type { Sql } from "#db/client.ts";
import { indicators, type IndicatorId, type IndicatorValues } from "../credit/indicators.ts";
import { newId } from "../kernel/ids.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { factsOfColumns } from "./facts.ts";
import { hashOf } from "./hash.ts";
import type {
  Attribute,
  CardStatus,
  Characteristic,
  Condition,
  FactDictionary,
  Scorecard,
} from "./model.ts";

const attribute = (when: Condition, points: number, reason: string | null = null): Attribute => ({
  when,
  points,
  reason,
});
const compare = (fact: string, value: number) =>
  ({ kind: "compare", fact, operator: "greaterOrEqual", value }) as const;

/**
 * With what the published card lacks: fractions, a negative beginning, predicates over several facts,
 * one reason that two characteristics share, penalties above a common baseline, no veto.
 */
export const oddCard: Scorecard = {
  ...bankTax1,
  id: "odd",
  initialScore: -50.3,
  baseline: 4.7,
  baselineMethod: "neutral",
  vetoes: [],
  limit: null,
  reasons: [
    { code: "scale", text: "规模与资历", remedy: "持续经营。" },
    { code: "unknown", text: "资料不足", remedy: "补充资料。" },
  ],
  characteristics: [
    {
      id: "size and <age>",
      fact: "headcount",
      dimension: "主体",
      attributes: [
        attribute({ kind: "missing" }, 0.1, "unknown"),
        attribute({ kind: "interval", from: null, to: { value: 2.5, closed: true } }, -0.2),
        attribute(
          {
            kind: "interval",
            from: { value: 2.5, closed: false },
            to: { value: 30, closed: false },
          },
          7.7,
        ),
        attribute({ kind: "interval", from: { value: 30, closed: true }, to: null }, 1e-7),
      ],
      baseline: null,
      reason: "scale",
      action: null,
    },
    {
      id: "grade",
      fact: "taxGrade",
      dimension: "纳税",
      attributes: [
        attribute({ kind: "values", values: ["A", 'a "quoted" one', "back\\slash"] }, 12.5),
        attribute({ kind: "missing" }, 3, "unknown"),
        attribute({ kind: "values", values: [""] }, 1),
        attribute({ kind: "otherwise" }, -9.25),
      ],
      baseline: 6,
      reason: "scale",
      action: { kind: "conduct", text: "按期申报" },
    },
    {
      id: "odd ones out",
      fact: "monthsEstablished",
      dimension: "主体",
      attributes: [
        attribute(
          {
            kind: "predicate",
            predicate: {
              kind: "compound",
              operator: "xor",
              of: [compare("monthsEstablished", 24), compare("penalties24", 1)],
            },
          },
          2.2,
        ),
        attribute(
          {
            kind: "predicate",
            predicate: {
              kind: "compound",
              operator: "surrogate",
              of: [
                compare("penalties24", 3),
                { kind: "set", fact: "taxGrade", isIn: false, values: ["C", "D"] },
                { kind: "missing", fact: "taxGrade", is: true },
              ],
            },
          },
          -1.1,
        ),
        attribute({ kind: "otherwise" }, 0.3),
      ],
      baseline: null,
      reason: "scale",
      action: null,
    },
  ],
};

/** The figures that cards speak of, their neighbours, and the ends of what a column holds. */
export function figuresFor(id: IndicatorId, unit: string): readonly number[] {
  const named = bankTax1.characteristics.flatMap(({ fact, attributes }) =>
    fact === id
      ? attributes.flatMap(({ when }) =>
          when.kind === "interval" ? [when.from?.value ?? 0, when.to?.value ?? 0] : [],
        )
      : [],
  );
  const most = unit === "分" ? Number.MAX_SAFE_INTEGER : 2_147_483_647;
  const bounds = [0, 1, 2, 3, 24, 30, ...named].flatMap((bound) => [bound - 1, bound, bound + 1]);
  return [...new Set([...bounds, most, -most])];
}

export const taxGrades = ["A", "B", "M", "C", "D", "", "a"] as const;

/** An enterprise as its number says: one fact in five unknown, the others on and about the bounds. */
export function anEnterprise(index: number): IndicatorValues {
  let state = (index + 1) * 2_654_435_761;
  const random = (below: number) => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1;
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below);
  };
  const entries = pools.map(({ id, pool }) => [
    id,
    random(5) === 0 ? null : (pool[random(pool.length)] ?? null),
  ]);
  return Object.fromEntries(entries) as IndicatorValues; // One entry for each id.
}

const rarelyAbove = ["adverseLists", "seriousPenalties24"];
const pools = indicators.map(({ id, kind, unit }) => ({
  id,
  pool:
    kind === "text"
      ? taxGrades
      : rarelyAbove.includes(id)
        ? [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        : figuresFor(id, unit),
}));

const facts = ["headcount", "penalties24", "monthsEstablished", "taxPaid12Fen"] as const;
/** Without minus zero, which is zero to every card. */
const figure = fc
  .oneof(
    fc.integer({ min: -50, max: 50 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  )
  .map((value) => value + 0);
/** The facts of `anyCard` as measurements, so that something lies between any two bounds. */
export const measured: FactDictionary = factsOfColumns(
  facts.map((name) => ({ name, kind: "number" })),
);

/** Cards without gaps or overlaps, of any points, bounds and order of unknown. */
export const anyCard: fc.Arbitrary<Scorecard> = fc
  .record({
    initialScore: figure,
    above: fc.boolean(),
    parts: fc.uniqueArray(
      fc.record({
        fact: fc.constantFrom(...facts),
        bounds: fc.uniqueArray(figure, { minLength: 1, maxLength: 5 }),
        closed: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        points: fc.array(figure, { minLength: 7, maxLength: 7 }),
        baseline: figure,
        reason: fc.constantFrom("one", "two", "three"),
        missingLast: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4, selector: ({ fact }) => fact },
    ),
  })
  .map(({ initialScore, above, parts }) => ({
    ...oddCard,
    initialScore,
    reasonAlgorithm: above ? "pointsAbove" : "pointsBelow",
    characteristics: parts.map(partOf),
    reasons: ["one", "two", "three"].map((code) => ({ code, text: code, remedy: code })),
  }));

type Part = Readonly<{
  fact: string;
  bounds: readonly number[];
  closed: readonly boolean[];
  points: readonly number[];
  baseline: number;
  reason: string;
  missingLast: boolean;
}>;

function partOf(part: Part): Characteristic {
  const { fact, closed, points, baseline, reason, missingLast } = part;
  const bounds = part.bounds.toSorted((one, other) => one - other);
  const known = [...bounds, Infinity].map((bound, index) => {
    const before = bounds[index - 1];
    const from =
      before === undefined ? null : { value: before, closed: closed[index - 1] === true };
    const to = bound === Infinity ? null : { value: bound, closed: closed[index] !== true };
    return attribute({ kind: "interval", from, to }, points[index] ?? 0);
  });
  const missing = attribute({ kind: "missing" }, points[6] ?? 0);
  return {
    id: fact,
    fact,
    dimension: "任意",
    attributes: missingLast ? [...known, missing] : [missing, ...known],
    baseline,
    reason,
    action: null,
  };
}

/** A card as if two people had brought it where it stands. */
export async function aStoredCard(
  sql: Sql,
  parts: Readonly<{ card: Scorecard; status: CardStatus; institutionId: string | null }>,
): Promise<string> {
  const { card, status, institutionId } = parts;
  const id = newId();
  await sql`
    insert into scoring.card ${sql({
      id,
      institution_id: institutionId,
      card_id: card.id,
      version: card.version,
      name: card.name,
      hash: hashOf(card),
      document: sql.json(JSON.parse(JSON.stringify(card))),
      status,
      created_at: new Date(),
    })}`;
  return id;
}
