import {
  indicators,
  type Indicator,
  type IndicatorId,
  type IndicatorValues,
} from "../credit/indicators.ts";
import { itemOf } from "../intake/catalogue.ts";
import { pointsOf } from "./define.ts";
import {
  measureText,
  type Characteristic,
  type ScorePart,
  type ScoreReason,
  type Veto,
} from "./model.ts";

const byId: ReadonlyMap<string, Indicator> = new Map(
  indicators.map((indicator) => [indicator.id, indicator]),
);

export function indicatorOf(id: IndicatorId): Indicator {
  const indicator = byId.get(id);
  if (!indicator) throw new Error(`no indicator ${id}`);
  return indicator;
}

type Known = number | string | null;

/** What one characteristic gives, whatever the fact. */
export function partOf(characteristic: Characteristic): (facts: IndicatorValues) => ScorePart {
  const { fact, dimension, baseline, attributes } = characteristic;
  const { name: factName, unit } = indicatorOf(fact);
  const possible = pointsOf(attributes);
  const [best, worst] = [Math.max(...possible), Math.min(...possible)];
  return (facts) => {
    const value = facts[fact] ?? null;
    const points = pointsFor(characteristic, value);
    const observed = typeof value === "number" ? measureText(unit, value) : (value ?? "未知");
    return {
      fact,
      factName,
      dimension,
      observed,
      known: value !== null,
      points,
      best,
      worst,
      baseline,
    };
  };
}

function pointsFor({ fact, attributes, missing }: Characteristic, value: Known): number {
  if (value === null) return missing;
  if (attributes.kind === "categories") {
    if (typeof value !== "string") throw new TypeError(`${fact} is not a text: ${value}`);
    const category = attributes.categories.find(({ values }) => values.includes(value));
    return category ? category.points : attributes.otherwise;
  }
  // A wrong kind is a defect upstream; taking it for the last bin would give somebody its points.
  if (typeof value !== "number" || Number.isNaN(value))
    throw new TypeError(`${fact} is not a number: ${value}`);
  const bin = attributes.bins.find(({ below }) => value < below);
  return bin ? bin.points : attributes.otherwise;
}

/** Unknown does not veto: absence of a record is not a record. */
export function isVetoedBy({ fact, atLeast, oneOf }: Veto, facts: IndicatorValues): boolean {
  const value = facts[fact] ?? null;
  if (typeof value === "number") return atLeast !== undefined && value >= atLeast;
  return value !== null && (oneOf?.includes(value) ?? false);
}

/** More than four do not help the person who reads them (Reg B commentary 9(b)(2)-1). */
const MOST_REASONS = 4;

export const vetoReasons = (vetoes: readonly Veto[]): readonly ScoreReason[] =>
  vetoes.slice(0, MOST_REASONS).map(({ id, fact, reason, remedy }) => ({
    code: `veto.${id}`,
    kind: "veto",
    fact,
    text: reason,
    lost: null,
    remedy,
  }));

/** Where points were lost against the mean of applicants, the most first; equal losses in the card's order. */
export const pointReasons = (
  parts: readonly ScorePart[],
  characteristics: readonly Characteristic[],
): readonly ScoreReason[] =>
  parts
    .flatMap((part, index) => {
      const characteristic = characteristics[index];
      const lost = part.baseline - part.points;
      return characteristic && lost > 0 ? [{ part, characteristic, lost }] : [];
    })
    .sort((one, other) => other.lost - one.lost)
    .slice(0, MOST_REASONS)
    .map(({ part, characteristic, lost }) =>
      part.known ? lostPoints(characteristic, lost) : missingFact(characteristic, lost),
    );

const lostPoints = ({ fact, reason, remedy }: Characteristic, lost: number): ScoreReason => ({
  code: `points.${fact}`,
  kind: "points",
  fact,
  text: reason,
  lost,
  remedy,
});

function missingFact({ fact }: Characteristic, lost: number): ScoreReason {
  const { name, items } = indicatorOf(fact);
  const named = items.map((item) => `“${itemOf(item).name}”`).join("、");
  const remedy = named ? `授权或补充${named}数据后重新评分。` : "补充登记信息后重新评分。";
  return { code: `missing.${fact}`, kind: "missing", fact, text: `${name}未知`, lost, remedy };
}
