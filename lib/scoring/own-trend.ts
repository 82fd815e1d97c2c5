import type { PastFacts } from "../credit/index.ts";
import { addDays, addMonths, monthOf, type Month } from "../kernel/calendar.ts";
import type { CardInForce } from "./in-force.ts";
import type { Score } from "./model.ts";
import { score } from "./score.ts";

/** The score that a month would have been given by the card of its time. */
export type TrendMonth = Readonly<{
  month: Month;
  /** Null: too little is known of that time. */
  total: number | null;
  grade: string | null;
  /** Of the card that scored it: on another card's scale the same figure says something else. */
  cardHash: string;
  cardName: string;
}>;

/** Where fewer of a card's characteristics are known than this, a point would show what is missing. */
const LEAST_KNOWN_BPS = 5_000;

type Present = Readonly<{ champion: CardInForce; scored: Score; asOf: string }>;

/**
 * The trend of a score: each past month by the card that was in force at its end, from the records of
 * it that are known today, and last the present score. Nothing of it is kept, so it needs no consent
 * beyond the enterprise's own look, and a correction of a record corrects its past as well.
 */
export function trendOf({
  history,
  champions,
  now,
}: Readonly<{
  history: readonly PastFacts[];
  /** Of each day of the history. */
  champions: readonly CardInForce[];
  now: Present;
}>): readonly TrendMonth[] {
  const past = history.map(({ day, facts }, place) => {
    const champion = champions[place] ?? now.champion;
    return pointOf(monthBefore(day), champion, scoreOrNone(champion, facts));
  });
  return [...past, pointOf(monthBefore(addDays(now.asOf, 1)), now.champion, now.scored)];
}

/** The last whole month before a day. */
const monthBefore = (day: string): Month => addMonths(monthOf(day), -1);

function pointOf(month: Month, { card, hash }: CardInForce, scored: Score | null): TrendMonth {
  const shown = scored !== null && scored.completenessBps >= LEAST_KNOWN_BPS ? scored : null;
  return {
    month,
    total: shown?.total ?? null,
    grade: shown?.grade ?? null,
    cardHash: hash,
    cardName: `${card.id} v${card.version}`,
  };
}

/** A past card may have no score for what is known of its time; that month has no point. */
function scoreOrNone({ card }: CardInForce, facts: PastFacts["facts"]): Score | null {
  try {
    return score(card, facts);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
