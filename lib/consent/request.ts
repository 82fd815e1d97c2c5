import { and, eq, gt, isNotNull, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import type { ActorOf } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import { insertAuthorisation, liveInstitution } from "./write.ts";
import type { Terms } from "./terms.ts";

type Ask = Readonly<{
  uscc: string;
  terms: Terms;
  applicationId: string;
  note: string | null;
  now: Date;
}>;

/** How many unanswered requests one institution may have out on one enterprise. */
export const OPEN_REQUESTS = 3;

/**
 * An institution asks an enterprise for an authorisation, for one application that it has from it
 * (the caller has checked that). Nothing opens until the enterprise has read and signed it. The same
 * purpose is not asked for again while a request is open.
 */
export async function writeRequest(
  db: Db,
  actor: ActorOf<"loan_officer">,
  { uscc, terms, applicationId, note, now }: Ask,
) {
  await liveInstitution(db, actor.institutionId, { hold: true });
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('consent.request:' || ${uscc}::text || ${actor.institutionId}::text, 0))`,
  );
  const open = await db
    .select({ id: authorisations.id, purpose: authorisations.purpose })
    .from(authorisations)
    .where(
      and(
        eq(authorisations.uscc, uscc),
        eq(authorisations.institutionId, actor.institutionId),
        eq(authorisations.status, "requested"),
        gt(authorisations.endsAt, now),
      ),
    );
  if (open.some((one) => one.purpose === terms.purpose))
    throw conflict(
      "consent.already_requested",
      "同一用途的授权请求企业尚未答复，请等待答复后再发。",
    );
  if (open.length >= OPEN_REQUESTS)
    throw conflict(
      "consent.too_many_requests",
      `对同一企业未答复的授权请求最多 ${OPEN_REQUESTS} 项，请等待企业答复。`,
    );
  return insertAuthorisation(
    db,
    terms,
    {
      uscc,
      institutionId: actor.institutionId,
      status: "requested",
      by: actor.accountId,
      reason: note ?? "机构请求授权",
      requestNote: note,
      applicationId,
    },
    now,
  );
}

/** Takes an unanswered request back. Twice is the same as once. */
export async function takeRequestBack(
  db: Db,
  actor: ActorOf<"loan_officer">,
  authorisationId: string,
  now: Date,
) {
  const [row] = await db
    .select({ id: authorisations.id, status: authorisations.status })
    .from(authorisations)
    .where(
      and(
        eq(authorisations.id, authorisationId),
        eq(authorisations.institutionId, actor.institutionId),
        // A draft of the enterprise's own does not exist for the institution.
        isNotNull(authorisations.requestedBy),
        isNull(authorisations.signedAt),
      ),
    )
    .for("update");
  if (!row) throw new Refusal("not_found", "consent.not_found", "未找到该授权请求，或企业已答复。");
  if (row.status === "withdrawn") return row;
  if (row.status !== "requested")
    throw conflict("consent.answered", "企业已答复该请求，不能再收回。");
  await db
    .update(authorisations)
    .set({
      status: "withdrawn",
      withdrawnAt: now,
      statusAt: now,
      statusBy: actor.accountId,
      statusReason: "机构收回请求",
    })
    .where(eq(authorisations.id, row.id));
  return row;
}

const conflict = (reason: string, message: string) => new Refusal("conflict", reason, message);
