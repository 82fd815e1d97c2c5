import { z } from "zod";
import { readOwn } from "../credit/index.ts";
import type { Monthly, Profile } from "../credit/model.ts";
import { addDays, dayOf } from "../kernel/calendar.ts";
import { query } from "../operation/index.ts";
import { cardsInForce, platformChampionsOn } from "./in-force.ts";
import { trendOf } from "./own-trend.ts";
import { score } from "./score.ts";
import { whatIf, type Outlook } from "./what-if.ts";

/** Together with the present score a year. */
const PAST_MONTHS = 11;

/**
 * The enterprise's own score by the platform's card, from all that is known of it, how it came to be in
 * a year, and what could be done to reach the next grade. Looks through the gate, so the look stands in
 * its access log; nothing is kept.
 */
export const readOwnScore = query("credit.read_own", z.object({}), async (call) => {
  const { champion } = await cardsInForce(call.db, null, dayOf(call.now));
  const read = await readOwn(call, {
    purpose: "企业查看本企业参考评分",
    pastMonths: PAST_MONTHS,
  });
  if (!read.granted) return read;
  const scored = score(champion.card, read.facts);
  const monthEnds = read.history.map(({ day }) => addDays(day, -1));
  const champions = await platformChampionsOn(call.db, monthEnds);
  return {
    granted: true as const,
    asOf: read.asOf,
    score: scored,
    card: champion.card,
    trend: trendOf({
      history: read.history,
      champions,
      now: { champion, scored, asOf: read.asOf },
    }),
    whatIf: whatIf(champion.card, read.facts, outlookOf(read.facts, read.profile)),
  };
});
export type OwnScore = Extract<Awaited<ReturnType<typeof readOwnScore>>, { granted: true }>;

type Facts = Readonly<Record<string, number | string | null>>;

const CHANCES = [3, 6, 9] as const;
const WINDOW = 12;

/**
 * What the counts of the last twelve months will be after some of good conduct: what the oldest months
 * added falls out of the window, and the coming ones add nothing. Only where the months tell all of the
 * count, so that nothing is promised that the records do not show.
 */
export function outlookOf(facts: Facts, profile: Profile): readonly Outlook[] {
  const { tax, utilities } = profile;
  const zero = tax.salesFen.map((sales) => (sales === 0 ? 1 : 0));
  const lateDeclared = lateMonths(tax.lateDays);
  const late = [utilities.electricity, utilities.water, utilities.gas].map(({ lateDays }) =>
    lateMonths(lateDays),
  );
  const lateInMonth = zero.map((_, month) =>
    late.reduce((sum, months) => sum + (months[month] ?? 0), 0),
  );
  return [
    ...fading("zeroDeclarations12", facts["zeroDeclarations12"], zero),
    ...fading("lateDeclarations12", facts["lateDeclarations12"], lateDeclared),
    ...fading("utilityLateMonths12", facts["utilityLateMonths12"], lateInMonth),
  ];
}

const lateMonths = (lateDays: Monthly): readonly number[] =>
  lateDays.map((days) => (days !== null && days > 0 ? 1 : 0));

function fading(
  fact: string,
  value: number | string | null | undefined,
  byMonth: readonly number[],
): readonly Outlook[] {
  const window = byMonth.slice(-WINDOW);
  const counted = window.reduce((sum, count) => sum + count, 0);
  if (value !== counted) return [];
  return CHANCES.map((months) => ({
    fact,
    months,
    value: window.slice(months).reduce((sum, count) => sum + count, 0),
  }));
}
