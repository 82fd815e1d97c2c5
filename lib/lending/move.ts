import { and, desc, eq, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { applicationEventTable as events, applications } from "#db/schema/lending.ts";
import type { ActorOf } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Call } from "../operation/index.ts";
import { nextState } from "./lifecycle.ts";
import { eventLabels, type ApplicationState, type EventPayload } from "./model.ts";

export type Party = ActorOf<"enterprise"> | ActorOf<"loan_officer">;

/** The rows that this actor may know about. Everything else is not found, never forbidden. */
export function visibleTo(actor: Party): SQL {
  switch (actor.role) {
    case "enterprise":
      return eq(applications.uscc, actor.uscc);
    case "loan_officer":
      return eq(applications.institutionId, actor.institutionId);
  }
}

/** The last event of each application, which is its state: one probe of the primary key a row. */
export const lastEvent = (db: Db) =>
  db
    .select({ seq: events.seq, state: events.state, at: events.at })
    .from(events)
    .where(eq(events.applicationId, applications.id))
    .orderBy(desc(events.seq))
    .limit(1)
    .as("last_event");

export const notFound = () =>
  new Refusal("not_found", "application.not_found", "未找到该申请，请从申请列表进入。");

/** What every move is asked with. `seq` is the last step that the person saw on the page. */
export const Target = z.object({
  applicationId: z.uuid(),
  seq: z.coerce.number().int().positive().optional(),
});
type Target = z.infer<typeof Target>;

export type Standing = Awaited<ReturnType<typeof standing>>;

/** An application and where it stands. The role has no UPDATE here, so nothing is locked by reading. */
export async function standing(db: Db, actor: Party, { applicationId, seq }: Target) {
  const last = lastEvent(db);
  const [row] = await db
    .select({
      id: applications.id,
      number: applications.number,
      demandId: applications.demandId,
      productVersionId: applications.productVersionId,
      institutionId: applications.institutionId,
      uscc: applications.uscc,
      authorisationId: applications.authorisationId,
      appliedAt: applications.appliedAt,
      seq: last.seq,
      state: last.state,
      stateSince: last.at,
    })
    .from(applications)
    .innerJoinLateral(last, sql`true`)
    .where(and(eq(applications.id, applicationId), visibleTo(actor)));
  if (!row) throw notFound();
  if (seq !== undefined && seq !== row.seq) throw await movedMeanwhile(db, actor, applicationId);
  return row;
}

export type Moved = Readonly<{
  applicationId: string;
  number: string;
  state: ApplicationState;
  seq: number;
}>;

/**
 * Every move after the first goes through here: it is appended only if nothing was appended since
 * the application was read. The primary key decides between two who move it at the same moment.
 */
export async function move(
  { db, actor, now }: Call<Party>,
  from: Standing,
  payload: Exclude<EventPayload, { kind: "submit" }>,
) {
  const state = nextState(from.state, payload.kind);
  const seq = from.seq + 1;
  const appended = await db
    .insert(events)
    .values({
      applicationId: from.id,
      seq,
      kind: payload.kind,
      state,
      // A request that waited its turn began before the step that it follows; history runs forwards.
      at: now < from.stateSince ? from.stateSince : now,
      actorId: actor.accountId,
      payload,
    })
    .onConflictDoNothing()
    .returning({ seq: events.seq });
  if (appended.length === 0) throw await movedMeanwhile(db, actor, from.id);

  const result: Moved = { applicationId: from.id, number: from.number, state, seq };
  const { kind, ...detail } = payload;
  return {
    result,
    audit: { entity: "application", entityId: from.id, detail: { seq, kind, state, ...detail } },
  };
}

/**
 * Someone was faster. Whose step it was is said, for after a lost answer the same person sends the
 * same form again, and must not be told that nothing came of it.
 */
async function movedMeanwhile(db: Db, actor: Party, applicationId: string): Promise<Refusal> {
  const [last] = await db
    .select({ kind: events.kind, actorId: events.actorId })
    .from(events)
    .where(eq(events.applicationId, applicationId))
    .orderBy(desc(events.seq))
    .limit(1);
  const step = last ? `“${eventLabels[last.kind]}”` : "";
  const message =
    last?.actorId === actor.accountId
      ? `您刚刚完成的${step}已经生效，本次没有重复登记。请刷新页面查看最新进展。`
      : `该申请刚刚已由他人处理${step}，本次操作没有生效。请刷新页面查看最新进展。`;
  return new Refusal("conflict", "application.moved_meanwhile", message);
}

/** The application's event of one kind: when it happened, and what it says; null when it has not. */
export async function eventOf<Kind extends EventPayload["kind"]>(
  db: Db,
  applicationId: string,
  kind: Kind,
): Promise<Readonly<{ at: Date; payload: Extract<EventPayload, { kind: Kind }> }> | null> {
  const [row] = await db
    .select({ at: events.at, payload: events.payload })
    .from(events)
    .where(and(eq(events.applicationId, applicationId), eq(events.kind, kind)));
  if (row?.payload.kind !== kind) return null;
  const payload = row.payload as Extract<EventPayload, { kind: Kind }>; // Earned by the check above.
  return { at: row.at, payload };
}
