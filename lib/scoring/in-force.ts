import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { cardEventTable, cards } from "#db/schema/scoring.ts";
import { addDays, startOfDay } from "../kernel/calendar.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { hashOf } from "./hash.ts";
import type { Scorecard } from "./model.ts";
import { parseScorecard } from "./parse.ts";

export type CardInForce = Readonly<{
  card: Scorecard;
  hash: string;
  /** Null: the platform's. */
  institutionId: string | null;
}>;

/** What scores now: one card that decisions rest on, and those that run beside it to be compared. */
export type CardsInForce = Readonly<{ champion: CardInForce; challengers: readonly CardInForce[] }>;

const builtIn: CardInForce = { card: bankTax1, hash: hashOf(bankTax1), institutionId: null };

/**
 * The cards for applications of an institution (null: for the platform's own view) on a day: its own
 * champion where it has one, else the platform's, else the built-in one. Nobody else's card is among them.
 */
export async function cardsInForce(
  db: Db,
  institutionId: string | null,
  day: string,
): Promise<CardsInForce> {
  const whose = institutionId
    ? or(isNull(cards.institutionId), eq(cards.institutionId, institutionId))
    : isNull(cards.institutionId);
  const rows = await db
    .select({
      institutionId: cards.institutionId,
      hash: cards.hash,
      document: cards.document,
      status: cards.status,
    })
    .from(cards)
    .where(and(whose, inArray(cards.status, ["champion", "challenger", "proposed"])))
    .orderBy(asc(cards.createdAt), asc(cards.id));
  const running = rows
    .map((row) => ({ ...row, card: readOnce(row.hash, row.document) }))
    .filter(({ card }) => isValidOn(card, day));
  const champions = running.filter(({ status }) => status === "champion");
  const champion = champions.find((one) => one.institutionId !== null) ?? champions[0] ?? builtIn;
  return {
    champion: named(champion),
    challengers: running.filter(({ status }) => status !== "champion").map(named),
  };
}

/**
 * The platform's champion as of the end of each of some past days, by what became of its cards since.
 * A day on which none was in force is scored by the built-in card, as it was.
 */
export async function platformChampionsOn(
  db: Db,
  days: readonly string[],
): Promise<readonly CardInForce[]> {
  const rows = await db
    .select({
      hash: cards.hash,
      document: cards.document,
      kind: cardEventTable.kind,
      at: cardEventTable.at,
    })
    .from(cardEventTable)
    .innerJoin(cards, eq(cards.id, cardEventTable.card))
    .where(and(isNull(cards.institutionId), inArray(cardEventTable.kind, ["promote", "retire"])))
    .orderBy(asc(cardEventTable.at), asc(cardEventTable.number));
  return days.map((day) => {
    const end = startOfDay(addDays(day, 1));
    const promoted = rows.findLast(({ at, kind }) => at < end && kind === "promote");
    if (!promoted) return builtIn;
    // Whoever is superseded is so by a later promotion, so that only leaving without one counts here.
    const gone = rows.some(
      ({ hash, kind, at }) =>
        hash === promoted.hash && kind === "retire" && at >= promoted.at && at < end,
    );
    const card = readOnce(promoted.hash, promoted.document);
    return gone || !isValidOn(card, day)
      ? builtIn
      : named({ card, hash: promoted.hash, institutionId: null });
  });
}

const named = ({ card, hash, institutionId }: CardInForce): CardInForce => ({
  card,
  hash,
  institutionId,
});

export const isValidOn = ({ validFrom, validTo }: Scorecard, day: string): boolean =>
  validFrom <= day && (validTo === null || day <= validTo);

/** A document never changes, so that it is parsed and compiled once in the life of the process. */
const read = new Map<string, Scorecard>();

function readOnce(hash: string, document: unknown): Scorecard {
  const known = read.get(hash);
  if (known) return known;
  const card = parseScorecard(document);
  if (hashOf(card) !== hash)
    throw new Error(`card ${card.id}@${card.version} is not what its hash says`);
  read.set(hash, card);
  return card;
}
