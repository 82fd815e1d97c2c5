import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { memberships } from "#db/schema/identity.ts";
import { applicationEventTable as events, applications } from "#db/schema/lending.ts";
import { institutions } from "#db/schema/registry.ts";
import { someText } from "../../kernel/inputs.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { command } from "../../operation/index.ts";
import { lifecycle } from "../lifecycle.ts";
import { applicationStates, type ApplicationState } from "../model.ts";
import { lastEvent } from "../move.ts";
import { endForInstitution } from "./withdraw.ts";

/** States in which an application still waits for the institution, and which closing ends. */
const closable: readonly ApplicationState[] = applicationStates.filter(
  (state) => lifecycle[state].close !== undefined,
);

/**
 * An institution leaves the platform: from now on the gate refuses its people, its authorisations end,
 * what it was given falls due for deletion, its products match nobody, and applications that wait for
 * it are closed. Loans that are paid out stay on the books. Twice is the same as once.
 */
export const offboardInstitution = command(
  "registry.offboard",
  z.object({ institutionId: z.uuid(), reason: someText("退出原因", { minimum: 4, maximum: 200 }) }),
  async ({ db, actor, now }, { institutionId, reason }) => {
    const [left] = await db
      .update(institutions)
      .set({ leftAt: now, leftReason: reason })
      .where(and(eq(institutions.id, institutionId), isNull(institutions.leftAt)))
      .returning({ name: institutions.name });
    if (!left) await refuseUnknown(db, institutionId);
    const words = `机构退出平台：${reason}`;
    const by = { accountId: actor.accountId, reason: words, now };
    const ended = await endForInstitution(db, institutionId, by);
    const closed = await closeWaiting(db, institutionId, by);
    await db
      .update(memberships)
      .set({ endedAt: now })
      .where(and(eq(memberships.institutionId, institutionId), isNull(memberships.endedAt)));
    const result = { authorisations: ended.authorisations.length, applications: closed };
    return {
      result,
      audit: { entity: "institution", entityId: institutionId, detail: { reason, ...result } },
    };
  },
);

async function refuseUnknown(db: Db, institutionId: string) {
  const [found] = await db
    .select({ id: institutions.id })
    .from(institutions)
    .where(eq(institutions.id, institutionId));
  if (!found) throw new Refusal("not_found", "registry.no_institution", "未找到该金融机构。");
}

type By = Readonly<{ accountId: string; reason: string; now: Date }>;

/** Closes all that still waits, and again what somebody has moved at that very moment. */
async function closeWaiting(db: Db, institutionId: string, by: By): Promise<number> {
  let closed = 0;
  for (;;) {
    const waiting = await waitingAt(db, institutionId);
    if (waiting.length === 0) return closed;
    closed += await close(db, waiting, by);
  }
}

type Waiting = Awaited<ReturnType<typeof waitingAt>>[number];

function waitingAt(db: Db, institutionId: string) {
  const last = lastEvent(db);
  return db
    .select({ id: applications.id, seq: last.seq, at: last.at })
    .from(applications)
    .innerJoinLateral(last, sql`true`)
    .where(and(eq(applications.institutionId, institutionId), inArray(last.state, [...closable])))
    .orderBy(applications.id);
}

/** Who has moved one meanwhile has taken its number: the insert waits for that and then leaves it. */
async function close(db: Db, waiting: readonly Waiting[], { accountId, reason, now }: By) {
  const closed = await db
    .insert(events)
    .values(
      waiting.map(({ id, seq, at }) => ({
        applicationId: id,
        seq: seq + 1,
        kind: "close" as const,
        state: "closed" as const,
        at: now < at ? at : now,
        actorId: accountId,
        payload: { kind: "close" as const, reason },
      })),
    )
    .onConflictDoNothing()
    .returning({ id: events.applicationId });
  return closed.length;
}
