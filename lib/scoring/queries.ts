import { and, asc, desc, eq, isNull, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { accounts } from "#db/schema/identity.ts";
import { cardEventTable, cardMonitor, cards } from "#db/schema/scoring.ts";
import type { ActorOf } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query } from "../operation/index.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { dayOf } from "../kernel/calendar.ts";
import { hashOf } from "./hash.ts";
import { cardsInForce } from "./in-force.ts";
import { cardLife } from "./lifecycle.ts";
import type { CardStatus } from "./model.ts";
import { parseScorecard } from "./parse.ts";
import { problemsOf } from "./problems.ts";

const MOST_CARDS = 200;
const MOST_MONTHS = 24;

export type CardActor = ActorOf<"operator" | "loan_officer">;

/** Whose cards the actor sees and moves: an operator the platform's, an officer the institution's own. */
export const ownerOf = (actor: CardActor): string | null =>
  actor.role === "loan_officer" ? actor.institutionId : null;

export const visibleTo = (actor: CardActor): SQL => {
  const owner = ownerOf(actor);
  return owner === null ? isNull(cards.institutionId) : eq(cards.institutionId, owner);
};

export const cardNotFound = () => new Refusal("not_found", "card.not_found", "没有这张评分卡。");

/** The actor's cards, the newest first; without the built-in one, which is no row. */
export const listCards = query("card.list", z.object({}), ({ db, actor }) =>
  db
    .select({
      id: cards.id,
      cardId: cards.cardId,
      version: cards.version,
      name: cards.name,
      hash: cards.hash,
      status: cards.status,
      createdAt: cards.createdAt,
    })
    .from(cards)
    .where(visibleTo(actor))
    .orderBy(desc(cards.createdAt), desc(cards.id))
    .limit(MOST_CARDS),
);
export type ListedCard = Awaited<ReturnType<typeof listCards>>[number];

/** The name under which everybody may read the card that is in every installation. */
export const BUILT_IN = "built-in";
const Target = z.object({ id: z.union([z.uuid(), z.literal(BUILT_IN)]) });

/** One card with all that became of it, what keeps it from being published, and its months. */
export const readCard = query("card.read", Target, async (call, { id }) => {
  const { db, actor } = call;
  if (id === BUILT_IN) return builtIn(db, dayOf(call.now));
  const [row] = await db
    .select()
    .from(cards)
    .where(and(eq(cards.id, id), visibleTo(actor)));
  if (!row) throw cardNotFound();
  const card = parseScorecard(row.document);
  const [events, months] = await Promise.all([eventsOf(db, id), monthsOf(db, row)]);
  const lastWasOwn = events.at(-1)?.accountId === actor.accountId;
  return {
    id: row.id,
    hash: row.hash,
    status: row.status,
    createdAt: row.createdAt,
    card,
    events,
    months,
    problems: problemsOf(card, { own: row.institutionId === null }),
    /** What the actor may do next: not what needs another person than they are. */
    steps: cardLife
      .stepsFrom(row.status)
      .filter((step) => !(lastWasOwn && cardLife.needsSecondPerson(step))),
    lastWasOwn,
  };
});

/** Published with the program itself, so that nobody here submitted it. */
async function builtIn(db: Db, day: string) {
  const hash = hashOf(bankTax1);
  const { champion } = await cardsInForce(db, null, day);
  const status: CardStatus = champion.hash === hash ? "champion" : "retired";
  return {
    id: BUILT_IN,
    hash,
    status,
    createdAt: new Date(`${bankTax1.validFrom}T00:00:00+08:00`),
    card: bankTax1,
    events: [],
    months: await monthsOf(db, { hash, institutionId: null }),
    problems: problemsOf(bankTax1, { own: true }),
    steps: [],
    lastWasOwn: false,
  };
}
export type CardRead = Awaited<ReturnType<typeof readCard>>;

const eventsOf = (db: Db, id: string) =>
  db
    .select({
      number: cardEventTable.number,
      kind: cardEventTable.kind,
      status: cardEventTable.status,
      accountId: cardEventTable.accountId,
      by: accounts.displayName,
      note: cardEventTable.note,
      at: cardEventTable.at,
    })
    .from(cardEventTable)
    .leftJoin(accounts, eq(accounts.id, cardEventTable.accountId))
    .where(eq(cardEventTable.card, id))
    .orderBy(asc(cardEventTable.number));

const monthsOf = (db: Db, row: { hash: string; institutionId: string | null }) =>
  db
    .select({ month: cardMonitor.month, report: cardMonitor.report })
    .from(cardMonitor)
    .where(
      and(
        eq(cardMonitor.cardHash, row.hash),
        row.institutionId === null
          ? isNull(cardMonitor.institutionId)
          : eq(cardMonitor.institutionId, row.institutionId),
      ),
    )
    .orderBy(desc(cardMonitor.month))
    .limit(MOST_MONTHS);
