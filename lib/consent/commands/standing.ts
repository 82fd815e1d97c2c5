import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { authorisations } from "#db/schema/consent.ts";
import { optionalText } from "../../kernel/inputs.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { command } from "../../operation/index.ts";
import { standingLabels, standingOf } from "../model.ts";
import { lockOwn, type AuthorisationRow } from "../write.ts";

const One = z.object({ authorisationId: z.uuid() });

/** Pauses an authorisation; it takes effect with the next query. Twice is the same as once. */
export const pauseAuthorisation = command("consent.pause", One, async (call, input) => {
  const { db, actor, now } = call;
  const row = await lockOwn(db, actor, input.authorisationId);
  const standing = standingOf(row, now);
  if (standing !== "paused" && standing !== "in_force" && standing !== "not_yet_started")
    throw cannot(row, now, "暂停");
  if (row.status === "agreed")
    await db
      .update(authorisations)
      .set({ status: "paused", ...by(actor.accountId, now, "企业暂停") })
      .where(eq(authorisations.id, row.id));
  return { result: { standing: "paused" as const }, audit: trace(row) };
});

/** Lets a paused authorisation go on as it was; its period has not become longer. */
export const resumeAuthorisation = command("consent.pause", One, async (call, input) => {
  const { db, actor, now } = call;
  const row = await lockOwn(db, actor, input.authorisationId);
  const standing = standingOf(row, now);
  if (standing !== "paused" && row.status !== "agreed") throw cannot(row, now, "恢复");
  if (standing === "expired") throw cannot(row, now, "恢复");
  if (row.status === "paused")
    await db
      .update(authorisations)
      .set({ status: "agreed", ...by(actor.accountId, now, "企业恢复") })
      .where(eq(authorisations.id, row.id));
  const result = { standing: standingOf({ ...row, status: "agreed" }, now) };
  return { result, audit: trace(row) };
});

/** Says no to what an institution asks for, with a reason that it can read. */
export const refuseRequest = command(
  "consent.refuse",
  One.extend({ reason: optionalText("拒绝原因", 200) }),
  async ({ db, actor, now }, { authorisationId, reason }) => {
    const row = await lockOwn(db, actor, authorisationId);
    if (row.status !== "requested" && row.status !== "refused") throw cannot(row, now, "拒绝");
    if (row.status === "requested")
      await db
        .update(authorisations)
        .set({ status: "refused", ...by(actor.accountId, now, reason ?? "企业未说明原因") })
        .where(and(eq(authorisations.id, row.id), eq(authorisations.status, "requested")));
    return { result: {}, audit: trace(row) };
  },
);

const by = (accountId: string, now: Date, reason: string) => ({
  statusAt: now,
  statusBy: accountId,
  statusReason: reason,
});

const trace = (row: AuthorisationRow) => ({
  entity: "authorisation",
  entityId: row.id,
  detail: { before: row.status },
});

const cannot = (row: AuthorisationRow, now: Date, what: string) =>
  new Refusal(
    "conflict",
    `consent.cannot_from_${standingOf(row, now)}`,
    `该授权当前为“${standingLabels[standingOf(row, now)]}”，不能${what}。`,
  );
