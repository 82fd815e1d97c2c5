import { compileEngine, type Choice, type Engine } from "./engine.ts";
import { platformFacts } from "./facts.ts";
import { hashOf } from "./hash.ts";
import { limitFor } from "./limit.ts";
import { MOST_REASONS, type Ranked } from "./ranking.ts";
import {
  measureText,
  noGrade,
  type Characteristic,
  type Fact,
  type FactDictionary,
  type FactValue,
  type FactValues,
  type Scale,
  type Score,
  type Scorecard,
  type ScorePart,
  type ScoreReason,
  type Veto,
} from "./model.ts";

const compiled = new WeakMap<Scorecard, (facts: FactValues) => Score>();

/** The score of one enterprise by a published card. Throws where the card gives none. */
export function score(card: Scorecard, facts: FactValues): Score {
  const scorer = compiled.get(card) ?? compileScorecard(card);
  compiled.set(card, scorer);
  return scorer(facts);
}

/**
 * The explaining engine: the quick one's total, grade and reasons, with every part in words.
 * `dictionary` says what the facts are called. A card that leaves a gap, or that computes points from
 * what is unknown, gives no score for some facts: that throws, because publication refuses gaps.
 */
export function compileScorecard(
  card: Scorecard,
  dictionary: FactDictionary = platformFacts,
): (facts: FactValues) => Score {
  const engine = compileEngine(card);
  const identity = { id: card.id, version: card.version, hash: hashOf(card) };
  const parts = card.characteristics.map((one) => partOf(card, one, dictionary.get(one.fact)));
  return (facts) => {
    const choice = engine.choose(facts);
    if (!choice) throw new RangeError(`card ${card.id}@${card.version} gives no score`);
    const shown = parts.map((part, index) => part(facts, choice.points[index] ?? NaN));
    return { card: identity, ...judged(card, engine, choice, facts, shown) };
  };
}

function judged(
  card: Scorecard,
  engine: Engine,
  choice: Choice,
  facts: FactValues,
  parts: readonly ScorePart[],
): Omit<Score, "card"> {
  const { total } = choice;
  const vetoes = engine.vetoesOf(facts);
  const vetoed = vetoes.length > 0;
  const { grade, label } = card.grades[engine.gradeIndexOf(total, vetoed)] ?? noGrade;
  return {
    total,
    grade,
    gradeLabel: label,
    defaultProbabilityBps: card.scale ? defaultProbabilityBps(card.scale, total) : null,
    vetoed,
    // The reasons come from the part that failed: who was vetoed was not refused for points.
    reasons: vetoed ? vetoReasons(vetoes) : pointReasons(card, engine.rank(choice), parts),
    parts,
    completenessBps: Math.round(
      (10_000 * parts.filter(({ known }) => known).length) / parts.length,
    ),
    range: rangeOf(parts, total),
    limit: card.limit ? limitFor(card.limit, grade, facts) : noLimit,
  };
}

const noLimit: Score["limit"] = { suggestedFen: null, steps: [], note: "本评分卡不测算额度。" };

/** What one characteristic gives, whatever the fact. */
function partOf(card: Scorecard, characteristic: Characteristic, fact: Fact | undefined) {
  const { fact: name, dimension, attributes } = characteristic;
  const known = attributes.flatMap(({ when, points }) =>
    typeof points === "number" && when.kind !== "missing" ? [points] : [],
  );
  const fixed = {
    fact: name,
    factName: fact?.label ?? name,
    dimension,
    baseline: characteristic.baseline ?? card.baseline ?? 0,
  };
  return (facts: FactValues, points: number): ScorePart => {
    const value = facts[name];
    return {
      ...fixed,
      observed: observedText(fact, value),
      known: value !== null && value !== undefined,
      points,
      // Computed points have no bounds of their own.
      best: known.length > 0 ? Math.max(...known) : points,
      worst: known.length > 0 ? Math.min(...known) : points,
    };
  };
}

function observedText(fact: Fact | undefined, value: FactValue): string {
  if (value === null || value === undefined) return "未知";
  return typeof value === "number" && fact?.unit ? measureText(fact.unit, value) : String(value);
}

const vetoReasons = (vetoes: readonly Veto[]): readonly ScoreReason[] =>
  vetoes.slice(0, MOST_REASONS).map(({ id, fact, reason, remedy }) => ({
    code: `veto.${id}`,
    kind: "veto",
    fact,
    text: reason,
    lost: null,
    remedy,
  }));

/** The four that lost most. PMML also ranks a reason that lost nothing; nobody is told that one. */
const pointReasons = (
  card: Scorecard,
  ranked: readonly Ranked[],
  parts: readonly ScorePart[],
): readonly ScoreReason[] =>
  ranked
    .filter(({ lost }) => lost > 0)
    .slice(0, MOST_REASONS)
    .map(({ code, lost, characteristic }) => {
      const told = card.reasons.find((reason) => reason.code === code);
      const part = parts[characteristic];
      return {
        code,
        kind: part?.known === false ? "missing" : "points",
        fact: part?.fact ?? "",
        text: told?.text ?? code,
        lost,
        remedy: told?.remedy ?? "",
      };
    });

/** A veto leads to the lowest grade; the total stays what the points say. */
export function gradeFor({ grades }: Pick<Scorecard, "grades">, total: number, vetoed: boolean) {
  const reached = vetoed ? undefined : grades.find(({ from }) => total >= from);
  const grade = reached ?? grades.at(-1);
  if (!grade) throw new Error("a card without grades");
  return grade;
}

/** From the odds of good to bad. Never below one basis point: nobody is certain to pay. */
export function defaultProbabilityBps(scale: Scale, total: number): number {
  const doublings = (total - scale.basePoints) / scale.pointsToDoubleOdds;
  const odds = scale.oddsAtBase * 2 ** doublings;
  return Math.max(1, Math.round(10_000 / (1 + odds)));
}

function rangeOf(parts: readonly ScorePart[], total: number): Score["range"] {
  const unknown = parts.filter(({ known }) => !known);
  return {
    low: unknown.reduce((sum, { worst, points }) => sum + worst - points, total),
    high: unknown.reduce((sum, { best, points }) => sum + best - points, total),
  };
}
