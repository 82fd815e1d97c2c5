import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { cardEventTable, cards } from "#db/schema/scoring.ts";
import { newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command, type Call } from "../operation/index.ts";
import { CardFile, cardIn } from "./card-file.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { hashOf } from "./hash.ts";
import { isValidOn } from "./in-force.ts";
import { dayOf } from "../kernel/calendar.ts";
import { needsSecondPerson, statusAfter, type CardStep } from "./lifecycle.ts";
import type { CardStatus, Scorecard } from "./model.ts";
import { parseScorecard } from "./parse.ts";
import { problemsOf } from "./problems.ts";
import { cardNotFound, ownerOf, visibleTo, type CardActor } from "./queries.ts";

const optionalNote = z
  .string()
  .trim()
  .max(500, "最多 500 字")
  .optional()
  .transform((note) => (note === "" ? undefined : note));
const Target = z.object({ id: z.uuid(), note: optionalNote });
const withReason = Target.extend({
  note: z.string().trim().min(2, "请写明理由。").max(500, "最多 500 字"),
});

type Row = Readonly<{ id: string; status: CardStatus; card: Scorecard }>;

/** Keeps a card as a draft. It may still have problems; it cannot be published with them. */
export const draftCard = command("card.draft", CardFile, async (call, input) => {
  const { db, actor, now } = call;
  const card = cardIn(input);
  const institutionId = ownerOf(actor);
  await refuseTaken(db, institutionId, card);
  const id = newId(now.getTime());
  // A card of the first form is kept in the present one, and known by what is kept.
  const document = structuredClone(card);
  const stored = await db
    .insert(cards)
    .values({
      id,
      institutionId,
      cardId: card.id,
      version: card.version,
      name: card.name,
      hash: hashOf(document),
      document,
      status: "draft",
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: cards.id });
  // Somebody was quicker with the same name and version.
  if (stored.length === 0) throw versionTaken(card);
  await db.insert(cardEventTable).values({
    card: id,
    number: 1,
    kind: "draft",
    status: "draft",
    accountId: actor.accountId,
    note: null,
    at: now,
  });
  return {
    result: { id },
    audit: { entity: "card", entityId: id, detail: { card: card.id, version: card.version } },
  };
});

async function refuseTaken(db: Db, institutionId: string | null, card: Scorecard): Promise<void> {
  const [taken] = await db
    .select({ id: cards.id })
    .from(cards)
    .where(
      and(
        institutionId === null
          ? isNull(cards.institutionId)
          : eq(cards.institutionId, institutionId),
        eq(cards.cardId, card.id),
        eq(cards.version, card.version),
      ),
    );
  // The name of the built-in card is nobody else's, or two documents would bear it in the records.
  const builtIn = card.id === bankTax1.id && card.version === bankTax1.version;
  if (taken || builtIn) throw versionTaken(card);
}

const versionTaken = ({ id, version }: Scorecard) =>
  new Refusal(
    "conflict",
    "card.version_taken",
    `评分卡 ${id} 第 ${version} 版已存在。已有的评分卡不能改动，请用新的版本号。`,
  );

export const submitCard = command("card.submit", Target, (call, { id, note }) =>
  step(call, id, "submit", note),
);
/** Another person publishes it: from then on it scores beside the champion. */
export const approveCard = command("card.approve", Target, (call, { id, note }) =>
  step(call, id, "approve", note),
);
export const sendBackCard = command("card.approve", withReason, (call, { id, note }) =>
  step(call, id, "send_back", note),
);
export const proposeCard = command("card.propose", withReason, (call, { id, note }) =>
  step(call, id, "propose", note),
);
export const declineCard = command("card.promote", withReason, (call, { id, note }) =>
  step(call, id, "decline", note),
);
/** Another person makes it the champion; the one before it retires in the same moment. */
export const promoteCard = command("card.promote", Target, async (call, { id, note }) => {
  // Of two promotions at once the later one finds the champion that the first one made.
  const owner = ownerOf(call.actor) ?? "platform";
  await call.db.execute(sql`select pg_advisory_xact_lock(hashtext(${`card_champion:${owner}`}))`);
  const card = await lockCard(call, id);
  statusAfter(card.status, "promote");
  await refuseOwnStep(call, id, "promote");
  refuseInvalid(card.card, dayOf(call.now));
  const [before] = await call.db
    .select({ id: cards.id, status: cards.status })
    .from(cards)
    .where(and(visibleTo(call.actor), eq(cards.status, "champion")))
    .for("update");
  if (before)
    await move(call, before, "supersede", `由 ${card.card.id} 第 ${card.card.version} 版接替`);
  return step(call, id, "promote", note);
});
export const retireCard = command("card.retire", withReason, (call, { id, note }) =>
  step(call, id, "retire", note),
);

/** Locks, refuses, moves: the whole of every step but what a promotion does besides. */
async function step(call: Call<CardActor>, id: string, event: CardStep, note: string | undefined) {
  const row = await lockCard(call, id);
  statusAfter(row.status, event);
  if (event === "submit" || event === "approve") refuseProblems(row.card, ownerOf(call.actor));
  if (needsSecondPerson(event)) await refuseOwnStep(call, id, event);
  const status = await move(call, row, event, note ?? null);
  const { id: card, version } = row.card;
  return {
    result: { id, status },
    audit: { entity: "card", entityId: id, detail: { event, card, version, status } },
  };
}

async function lockCard({ db, actor }: Call<CardActor>, id: string): Promise<Row> {
  const [row] = await db
    .select({ id: cards.id, status: cards.status, document: cards.document })
    .from(cards)
    .where(and(eq(cards.id, id), visibleTo(actor)))
    .for("update");
  if (!row) throw cardNotFound();
  return { id: row.id, status: row.status, card: parseScorecard(row.document) };
}

async function move(
  { db, actor, now }: Call<CardActor>,
  row: Readonly<{ id: string; status: CardStatus }>,
  event: CardStep,
  note: string | null,
): Promise<CardStatus> {
  const status = statusAfter(row.status, event);
  const last = await lastEvent(db, row.id);
  await db.insert(cardEventTable).values({
    card: row.id,
    number: (last?.number ?? 0) + 1,
    kind: event,
    status,
    accountId: actor.accountId,
    note,
    at: now,
  });
  await db.update(cards).set({ status }).where(eq(cards.id, row.id));
  return status;
}

async function lastEvent(db: Db, id: string) {
  const [last] = await db
    .select({ number: cardEventTable.number, accountId: cardEventTable.accountId })
    .from(cardEventTable)
    .where(eq(cardEventTable.card, id))
    .orderBy(desc(cardEventTable.number))
    .limit(1);
  return last ?? null;
}

/** The database refuses it as well (db/functions/scoring.sql). */
async function refuseOwnStep({ db, actor }: Call<CardActor>, id: string, event: CardStep) {
  const last = await lastEvent(db, id);
  if (last?.accountId !== actor.accountId) return;
  const words = event === "approve" ? "提交人不能复核自己提交的评分卡" : "提议人不能复核自己的提议";
  throw new Refusal("forbidden", "card.second_person", `${words}，请由另一位同事复核。`);
}

function refuseProblems(card: Scorecard, institutionId: string | null): void {
  const problems = problemsOf(card, { own: institutionId === null });
  if (problems.length === 0) return;
  const fields = problems.map(({ at, message }) => ({ path: at ?? "", message }));
  throw new Refusal("invalid", "card.problems", `评分卡有 ${problems.length} 处问题，不能发布。`, {
    fields,
  });
}

function refuseInvalid(card: Scorecard, day: string): void {
  if (isValidOn(card, day)) return;
  throw new Refusal(
    "conflict",
    "card.not_valid",
    `评分卡的有效期是 ${card.validFrom} 至 ${card.validTo ?? "长期"}，今天不能晋升为冠军。`,
  );
}
