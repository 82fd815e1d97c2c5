import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { draftEventTable, drafts, productTable } from "#db/schema/products.ts";
import type { ActorOf } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Call } from "../operation/index.ts";
import {
  openDraftStatuses,
  type DraftEvent,
  type DraftStatus,
  type ProductTerms,
} from "./model.ts";

/** What commands and queries of drafts share: who sees which, the lock, and the step. */

export type ProductActor = ActorOf<"operator" | "loan_officer">;

/** An officer sees the own institution's; an operator what an institution has endorsed, and what came of it. */
export const visibleTo = (actor: ProductActor) =>
  actor.role === "loan_officer"
    ? eq(productTable.institutionId, actor.institutionId)
    : sql`exists (
        select from ${draftEventTable} e where e.draft_id = ${drafts.id} and e.kind = 'endorse')`;

export const draftNotFound = () =>
  new Refusal("not_found", "product.not_found", "没有这个产品，或不属于本机构。");

export type LockedDraft = Readonly<{
  id: string;
  productId: string;
  institutionId: string;
  name: string;
  status: DraftStatus;
  terms: ProductTerms;
  last: Readonly<{ number: number; accountId: string }>;
}>;

/** Of two who come at once the second waits here, and then finds what the first one did. */
export async function lockDraft(
  { db, actor }: Call<ProductActor>,
  id: string,
): Promise<LockedDraft> {
  const [seen] = await db
    .select({ institutionId: productTable.institutionId, name: productTable.name })
    .from(drafts)
    .innerJoin(productTable, eq(productTable.id, drafts.productId))
    .where(and(eq(drafts.id, id), visibleTo(actor)));
  if (!seen) throw draftNotFound();
  const [row] = await db
    .select({
      id: drafts.id,
      productId: drafts.productId,
      status: drafts.status,
      terms: drafts.terms,
    })
    .from(drafts)
    .where(eq(drafts.id, id))
    .for("update");
  if (!row) throw draftNotFound();
  return { ...seen, ...row, last: await lastEvent(db, id) };
}

async function lastEvent(db: Db, id: string) {
  const [last] = await db
    .select({ number: draftEventTable.number, accountId: draftEventTable.accountId })
    .from(draftEventTable)
    .where(eq(draftEventTable.draftId, id))
    .orderBy(desc(draftEventTable.number))
    .limit(1);
  if (!last) throw new Error("a draft without its first event");
  return last;
}

/** The event first: the database lets a draft be only what its last event made of it. */
export async function record(
  { db, actor, now }: Call<ProductActor>,
  draftId: string,
  event: Readonly<{ number: number; kind: DraftEvent; status: DraftStatus; note: string | null }>,
): Promise<void> {
  await db
    .insert(draftEventTable)
    .values({ ...event, draftId, accountId: actor.accountId, at: now });
}

/** The version in the making of a product; null when there is none. */
export async function openDraftOf(db: Db, productId: string) {
  const [row] = await db
    .select({ id: drafts.id, status: drafts.status })
    .from(drafts)
    .where(and(eq(drafts.productId, productId), inArray(drafts.status, openDraftStatuses)));
  return row ?? null;
}
