import type { Scorecard } from "./model.ts";
import { NONE } from "./tables.ts";

/** More than four do not help the person who reads them (Reg B commentary 9(b)(2)-1). */
export const MOST_REASONS = 4;

/** Points lost for one reason, summed over the characteristics that gave it (PMML 4.4). */
export type Ranked = Readonly<{
  code: string;
  lost: number;
  /** Of the characteristics that gave it, the one that lost most. */
  characteristic: number;
}>;

export type Ranking = Readonly<{
  /** Every reason with its loss, none below zero, the greatest first; equal ones in the card's order. */
  full: (attributes: Int32Array, points: Float64Array) => readonly Ranked[];
  /** The codes of the four that lost most, of those that lost anything. */
  most: (attributes: Int32Array, points: Float64Array) => readonly string[];
}>;

/** How a card ranks its reasons, from the attributes (numbered through the card) and their points. */
export function rankingOf(card: Scorecard): Ranking {
  const { codes, codeOf, shared } = numbered(card);
  const size = card.useReasons ? card.characteristics.length : 0;
  const baselines = Float64Array.from(
    card.characteristics,
    ({ baseline }) => baseline ?? card.baseline ?? NaN,
  );
  const sign = card.reasonAlgorithm === "pointsBelow" ? 1 : -1;
  const lostBy = (index: number, points: Float64Array): number =>
    sign * ((baselines[index] ?? NaN) - (points[index] ?? NaN));

  const full: Ranking["full"] = (attributes, points) => {
    const byCode = new Map<
      number,
      { code: string; lost: number; characteristic: number; most: number }
    >();
    for (let index = 0; index < size; index++) {
      const code = codeOf[attributes[index] ?? NONE] ?? NONE;
      if (code === NONE) continue;
      const lost = lostBy(index, points);
      const sum = byCode.get(code);
      if (!sum) {
        byCode.set(code, { code: codes[code] ?? "", lost, characteristic: index, most: lost });
        continue;
      }
      sum.lost += lost;
      if (lost > sum.most) [sum.most, sum.characteristic] = [lost, index];
    }
    return [...byCode.values()]
      .filter(({ lost }) => lost >= 0)
      .map(({ code, lost, characteristic }) => ({ code, lost, characteristic }))
      .sort((one, other) => other.lost - one.lost);
  };
  const told = (ranked: readonly Ranked[]) =>
    ranked.flatMap(({ code, lost }) => (lost > 0 ? [code] : [])).slice(0, MOST_REASONS);
  // Codes that several characteristics give have to be summed before they can be compared.
  if (shared) return { full, most: (attributes, points) => told(full(attributes, points)) };

  // The scratch of `most`, in order by insertion: no sort, and no list of all.
  const lostMost = new Float64Array(MOST_REASONS);
  const indexMost = new Int32Array(MOST_REASONS);
  const most: Ranking["most"] = (attributes, points) => {
    let kept = 0;
    let least = 0;
    for (let index = 0; index < size; index++) {
      const lost = sign * ((baselines[index] ?? NaN) - (points[index] ?? NaN));
      // Of equal losses the earlier one stays ahead.
      if (!(lost > least)) continue;
      let at = kept < MOST_REASONS ? kept++ : MOST_REASONS - 1;
      for (; at > 0 && (lostMost[at - 1] ?? NaN) < lost; at--) {
        lostMost[at] = lostMost[at - 1] ?? NaN;
        indexMost[at] = indexMost[at - 1] ?? NONE;
      }
      lostMost[at] = lost;
      indexMost[at] = index;
      if (kept === MOST_REASONS) least = lostMost[MOST_REASONS - 1] ?? NaN;
    }
    const named: string[] = [];
    for (let place = 0; place < kept; place++) {
      const code = codeOf[attributes[indexMost[place] ?? NONE] ?? NONE] ?? NONE;
      if (code !== NONE) named.push(codes[code] ?? "");
    }
    return named;
  };
  return { full, most };
}

/** Codes as numbers in the order of the card, the one of each attribute, and whether any is shared. */
function numbered(card: Scorecard) {
  const codes: string[] = [];
  const numbers = new Map<string, number>();
  const givenBy = new Map<string, number>();
  let shared = false;
  const codeOf = card.characteristics.flatMap(({ attributes, reason }, index) =>
    attributes.map((attribute) => {
      const code = attribute.reason ?? reason;
      if (code === null) {
        // A loss without a code must not take the place of one that can be told.
        shared = true;
        return NONE;
      }
      shared ||= (givenBy.get(code) ?? index) !== index;
      givenBy.set(code, index);
      if (!numbers.has(code)) numbers.set(code, codes.push(code) - 1);
      return numbers.get(code) ?? NONE;
    }),
  );
  return { codes, codeOf: Int32Array.from(codeOf), shared };
}
