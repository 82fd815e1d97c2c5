import type { IndicatorValues } from "../credit/indicators.ts";
import { hashOf } from "./hash.ts";
import { limitFor } from "./limit.ts";
import type { Score, Scorecard, ScorePart } from "./model.ts";
import { isVetoedBy, partOf, pointReasons, vetoReasons } from "./points.ts";

const compiled = new WeakMap<Scorecard, (facts: IndicatorValues) => Score>();

/** The score of one enterprise by a card that `defineScorecard` let through. */
export function score(card: Scorecard, facts: IndicatorValues): Score {
  const scorer = compiled.get(card) ?? compileScorecard(card);
  compiled.set(card, scorer);
  return scorer(facts);
}

export function compileScorecard(card: Scorecard): (facts: IndicatorValues) => Score {
  const askings = card.characteristics.map(partOf);
  const identity = { id: card.id, version: card.version, hash: hashOf(card) };
  return (facts) => {
    const parts = askings.map((ask) => ask(facts));
    const total = parts.reduce((sum, { points }) => sum + points, card.basePoints);
    const vetoes = card.vetoes.filter((veto) => isVetoedBy(veto, facts));
    const vetoed = vetoes.length > 0;
    const { grade, label } = gradeFor(card, total, vetoed);
    return {
      card: identity,
      total,
      grade,
      gradeLabel: label,
      defaultProbabilityBps: defaultProbabilityBps(card, total),
      vetoed,
      // The reasons come from the part that failed: who was vetoed was not refused for points.
      reasons: vetoed ? vetoReasons(vetoes) : pointReasons(parts, card.characteristics),
      parts,
      completenessBps: Math.round(
        (10_000 * parts.filter(({ known }) => known).length) / parts.length,
      ),
      range: rangeOf(parts, total),
      limit: limitFor(card.limit, grade, facts),
    };
  };
}

/** A veto leads to the lowest grade; the total stays what the points say. */
export function gradeFor({ grades }: Pick<Scorecard, "grades">, total: number, vetoed: boolean) {
  const reached = vetoed ? undefined : grades.find(({ from }) => total >= from);
  const grade = reached ?? grades.at(-1);
  if (!grade) throw new Error("a card without grades");
  return grade;
}

type Scale = Pick<Scorecard, "basePoints" | "pointsToDoubleOdds" | "oddsAtBase">;

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
