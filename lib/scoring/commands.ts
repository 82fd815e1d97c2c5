import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { cards } from "#db/schema/scoring.ts";
import { newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { stepInput, stepInputWithReason } from "../approval/index.ts";
import { command, type Call } from "../operation/index.ts";
import { CardFile, cardIn } from "./card-file.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { hashOf } from "./hash.ts";
import { isValidOn } from "./in-force.ts";
import { dayOf } from "../kernel/calendar.ts";
import { cardLife, type CardStep } from "./lifecycle.ts";
import type { CardStatus, Scorecard } from "./model.ts";
import { parseScorecard } from "./parse.ts";
import { problemsOf } from "./problems.ts";
import { cardNotFound, ownerOf, visibleTo, type CardActor } from "./queries.ts";

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
  await cardLife.begin(call, id);
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

export const submitCard = command("card.submit", stepInput, (call, { id, note }) =>
  step(call, id, "submit", note),
);
/** Another person publishes it: from then on it scores beside the champion. */
export const approveCard = command("card.approve", stepInput, (call, { id, note }) =>
  step(call, id, "approve", note),
);
export const sendBackCard = command("card.approve", stepInputWithReason, (call, { id, note }) =>
  step(call, id, "send_back", note),
);
export const proposeCard = command("card.propose", stepInputWithReason, (call, { id, note }) =>
  step(call, id, "propose", note),
);
export const declineCard = command("card.promote", stepInputWithReason, (call, { id, note }) =>
  step(call, id, "decline", note),
);
/** Another person makes it the champion; the one before it retires in the same moment. */
export const promoteCard = command("card.promote", stepInput, async (call, { id, note }) => {
  // Of two promotions at once the later one finds the champion that the first one made.
  const owner = ownerOf(call.actor) ?? "platform";
  await call.db.execute(sql`select pg_advisory_xact_lock(hashtext(${`card_champion:${owner}`}))`);
  const card = await lockCard(call, id);
  cardLife.statusAfter(card.status, "promote");
  await cardLife.refuseOwnStep(call, id, "promote");
  refuseInvalid(card.card, dayOf(call.now));
  const [before] = await call.db
    .select({ id: cards.id, status: cards.status })
    .from(cards)
    .where(and(visibleTo(call.actor), eq(cards.status, "champion")))
    .for("update");
  if (before)
    await cardLife.move(
      call,
      before,
      "supersede",
      `由 ${card.card.id} 第 ${card.card.version} 版接替`,
    );
  return step(call, id, "promote", note);
});
export const retireCard = command("card.retire", stepInputWithReason, (call, { id, note }) =>
  step(call, id, "retire", note),
);

/** Locks, refuses, moves: the whole of every step but what a promotion does besides. */
async function step(call: Call<CardActor>, id: string, event: CardStep, note: string | undefined) {
  const row = await lockCard(call, id);
  cardLife.statusAfter(row.status, event);
  if (event === "submit" || event === "approve") refuseProblems(row.card, ownerOf(call.actor));
  await cardLife.refuseOwnStep(call, id, event);
  const status = await cardLife.move(call, row, event, note ?? null);
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
