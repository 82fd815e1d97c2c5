import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { authorisations, disclosures } from "#db/schema/consent.ts";
import { Refusal } from "../kernel/refusal.ts";
import { standingOf } from "./model.ts";

type Row = Readonly<{ id: string; number: string; uscc: string; institutionId: string | null }>;

/** What was ended, and the looks whose data now has to be deleted. */
export type Ended = Readonly<{
  authorisations: readonly Row[];
  due: readonly Readonly<{ uscc: string; accessId: number }>[];
}>;
const NOTHING: Ended = { authorisations: [], due: [] };

/** Who ends authorisations and why, in words that both sides read in the history. */
export type EndingBy = Readonly<{ accountId: string; reason: string; now: Date }>;

/**
 * Withdraws every live or unsigned authorisation that the condition finds, in one statement each, in
 * the order of their ids so that two who withdraw at once do not wait for each other in a ring. What
 * the institutions were given under them falls due for deletion. Returns those that were ended now.
 */
export async function endAuthorisations(db: Db, which: SQL, by: EndingBy): Promise<Ended> {
  const found = await db
    .select({ id: authorisations.id })
    .from(authorisations)
    .where(and(which, inArray(authorisations.status, ["created", "requested", "agreed", "paused"])))
    .orderBy(authorisations.id)
    .for("update");
  if (found.length === 0) return NOTHING;
  const ended = await db
    .update(authorisations)
    .set({
      status: "withdrawn",
      withdrawnAt: by.now,
      statusAt: by.now,
      statusBy: by.accountId,
      statusReason: by.reason,
    })
    .where(
      and(
        inArray(
          authorisations.id,
          found.map(({ id }) => id),
        ),
        // What has run out meanwhile has ended by itself; a draft never does.
        sql`(${authorisations.status} = 'created' or ${authorisations.endsAt} > ${by.now.toISOString()}::timestamptz)`,
      ),
    )
    .returning({
      id: authorisations.id,
      number: authorisations.number,
      uscc: authorisations.uscc,
      institutionId: authorisations.institutionId,
    });
  if (ended.length === 0) return NOTHING;
  return { authorisations: ended, due: await dueForDeletion(db, ended, by) };
}

/** What was given under them is to be deleted now. */
async function dueForDeletion(db: Db, ended: readonly Row[], { reason, now }: EndingBy) {
  return db
    .update(disclosures)
    .set({ status: "due", dueAt: now, dueReason: reason })
    .where(
      and(
        inArray(
          disclosures.authorisationId,
          ended.map(({ id }) => id),
        ),
        eq(disclosures.status, "held"),
      ),
    )
    .returning({ uscc: disclosures.uscc, accessId: disclosures.accessId });
}

/**
 * Ends one of an enterprise's own authorisations. Withdrawing what is withdrawn is the same as once;
 * withdrawing what has ended otherwise says so (peers.md C7, C8).
 */
export async function endOne(db: Db, uscc: string, id: string, by: EndingBy) {
  const [row] = await db
    .select()
    .from(authorisations)
    .where(and(eq(authorisations.id, id), eq(authorisations.uscc, uscc)))
    .for("update");
  if (!row) throw new Refusal("not_found", "consent.not_found", "未找到该授权。");
  if (row.status === "withdrawn")
    return { ended: NOTHING, withdrawnAt: row.withdrawnAt ?? by.now, before: row.status };
  const standing = standingOf(row, by.now);
  if (standing === "expired" || standing === "used_up" || standing === "refused") {
    const because = { expired: "已到期", used_up: "次数已用完", refused: "已拒绝" }[standing];
    throw new Refusal(
      "conflict",
      `consent.already_${standing}`,
      `该授权${because}，已不能再用于查询，无需撤回。`,
    );
  }
  if (row.status === "requested")
    throw new Refusal(
      "conflict",
      "consent.answer_instead",
      "该授权书是机构的请求，请选择同意或拒绝。",
    );
  const ended = await endAuthorisations(db, eq(authorisations.id, id), by);
  return { ended, withdrawnAt: by.now, before: row.status };
}
