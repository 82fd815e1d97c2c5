import { isWithin, numberOf } from "./conditions.ts";
import { preparation } from "./inputs.ts";
import type { FactValues, Scorecard, Veto } from "./model.ts";
import { MOST_REASONS, rankingOf, type Ranked } from "./ranking.ts";
import { selection } from "./selection.ts";

/** What a card says, without a word of explanation. */
export type Quick = Readonly<{
  total: number;
  /** The grade's place in the card's table; -1 for a card without grades. */
  gradeIndex: number;
  vetoed: boolean;
  /** At most four codes: of the vetoes that apply, or of the points lost, the most first. */
  reasons: readonly string[];
}>;

/** Which attribute each characteristic chose and what it gave. */
export type Choice = Readonly<{ attributes: Int32Array; points: Float64Array; total: number }>;

export type Engine = Readonly<{
  /** Null: no attribute of some characteristic is true, or an input is invalid (PMML: no result). */
  quick: (facts: FactValues) => Quick | null;
  choose: (facts: FactValues) => Choice | null;
  /** Every reason with its loss, none below zero, the greatest first; equal ones in the card's order. */
  rank: (choice: Choice) => readonly Ranked[];
  vetoesOf: (facts: FactValues) => readonly Veto[];
  /** A veto leads to the lowest grade; the total stays what the points say. */
  gradeIndexOf: (total: number, vetoed: boolean) => number;
}>;

/**
 * Compiles a card. Both engines, the quick one and the explaining one, stand on the same selection,
 * sums and ranking. A value of the wrong kind throws; it is a defect upstream.
 */
export function compileEngine(card: Scorecard): Engine {
  const prepare = preparation(card);
  const select = selection(card);
  const ranking = rankingOf(card);
  const gradeIndexOf = grading(card);
  const vetoesOf = vetoing(card.vetoes);
  const size = card.characteristics.length;
  // Scratch of the quick engine; it is done with them before it returns.
  const attributes = new Int32Array(size);
  const points = new Float64Array(size);
  return {
    quick: (facts) => {
      const taken = prepare ? prepare(facts) : facts;
      if (taken === null) return null;
      const total = select(taken, attributes, points);
      if (Number.isNaN(total)) return null;
      const vetoes = vetoesOf(taken);
      const vetoed = vetoes.length > 0;
      const reasons = vetoed ? vetoCodes(vetoes) : ranking.most(attributes, points);
      return { total, gradeIndex: gradeIndexOf(total, vetoed), vetoed, reasons };
    },
    choose: (facts) => {
      const taken = prepare ? prepare(facts) : facts;
      if (taken === null) return null;
      const choice = { attributes: new Int32Array(size), points: new Float64Array(size) };
      const total = select(taken, choice.attributes, choice.points);
      return Number.isNaN(total) ? null : { ...choice, total };
    },
    rank: ({ attributes: chosen, points: given }) => ranking.full(chosen, given),
    vetoesOf: (facts) => vetoesOf(prepare?.(facts) ?? facts),
    gradeIndexOf,
  };
}

function grading({ grades }: Scorecard): Engine["gradeIndexOf"] {
  const froms = Float64Array.from(grades, ({ from }) => from);
  const lowest = froms.length - 1;
  return (total, vetoed) => {
    if (vetoed) return lowest;
    for (let index = 0; index < lowest; index++) if (total >= (froms[index] ?? NaN)) return index;
    return lowest;
  };
}

const none: readonly Veto[] = [];

function vetoing(vetoes: readonly Veto[]): (facts: FactValues) => readonly Veto[] {
  const names = vetoes.map(({ fact }) => fact);
  return (facts) => {
    let applying: Veto[] | null = null;
    for (let index = 0; index < names.length; index++) {
      // Most are zero or unknown: asked first, since a veto is looked for in every score.
      const value = facts[names[index] ?? ""];
      if (value === null || value === undefined) continue;
      const veto = vetoes[index];
      if (veto && isVetoedBy(veto, value)) (applying ??= []).push(veto);
    }
    return applying ?? none;
  };
}

const vetoCodes = (vetoes: readonly Veto[]): readonly string[] =>
  vetoes.slice(0, MOST_REASONS).map(({ id }) => `veto.${id}`);

/** Of a known value: unknown does not veto, since absence of a record is not a record. */
function isVetoedBy({ fact, when }: Veto, value: number | string): boolean {
  return when.kind === "values"
    ? when.values.includes(value)
    : isWithin(numberOf(value, fact), when.from, when.to);
}
