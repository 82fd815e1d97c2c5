import { and, asc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import {
  accessLog,
  authorisationDocuments,
  authorisations,
  disclosures,
} from "#db/schema/consent.ts";
import { applicationEventTable as events, applications } from "#db/schema/lending.ts";
import { enterprises, institutions } from "#db/schema/registry.ts";
import { cards, scores } from "#db/schema/scoring.ts";
import type { ActorOf } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Score } from "../scoring/model.ts";

export type Asker = ActorOf<"enterprise"> | ActorOf<"loan_officer">;

/** The application with its parties, if it is the asker's; another's does not exist for it. */
export async function applicationFor(db: Db, actor: Asker, applicationId: string) {
  const own =
    actor.role === "enterprise"
      ? eq(applications.uscc, actor.uscc)
      : eq(applications.institutionId, actor.institutionId);
  const [row] = await db
    .select({
      id: applications.id,
      number: applications.number,
      authorisationId: applications.authorisationId,
      enterprise: { uscc: enterprises.uscc, name: enterprises.name },
      institution: { id: institutions.id, uscc: institutions.uscc, name: institutions.name },
    })
    .from(applications)
    .innerJoin(enterprises, eq(enterprises.uscc, applications.uscc))
    .innerJoin(institutions, eq(institutions.id, applications.institutionId))
    .where(and(eq(applications.id, applicationId), own));
  if (!row)
    throw new Refusal("not_found", "evidence.not_found", "未找到该申请，请从申请列表进入。");
  return row;
}
export type Application = Awaited<ReturnType<typeof applicationFor>>;

/** Every look that was made for the application, refused ones too, the first one first. */
export const accessOf = (db: Db, { id, enterprise }: Application) =>
  db
    .select({
      id: accessLog.id,
      chainSeq: accessLog.chainSeq,
      uscc: accessLog.uscc,
      at: accessLog.at,
      accountId: accessLog.accountId,
      institutionId: accessLog.institutionId,
      authorisationId: accessLog.authorisationId,
      authorisationNumber: authorisations.number,
      applicationId: accessLog.applicationId,
      stage: accessLog.stage,
      purposeCode: accessLog.purposeCode,
      purpose: accessLog.purpose,
      items: accessLog.items,
      fromDay: accessLog.fromDay,
      verdict: accessLog.verdict,
      detail: accessLog.detail,
    })
    .from(accessLog)
    .leftJoin(authorisations, eq(authorisations.id, accessLog.authorisationId))
    .where(and(eq(accessLog.uscc, enterprise.uscc), eq(accessLog.applicationId, id)))
    .orderBy(asc(accessLog.id));
export type AccessRow = Awaited<ReturnType<typeof accessOf>>[number];

/** The signed authorisations that the application rests on: its own, those asked for it, those used for it. */
export const authorisationsOf = (db: Db, application: Application, access: readonly AccessRow[]) =>
  db
    .select({
      id: authorisations.id,
      number: authorisations.number,
      artefact: authorisations.artefact,
      artefactHash: authorisations.artefactHash,
      signature: authorisations.signature,
      signatureAlgorithm: authorisations.signatureAlgorithm,
      signatureKeyId: authorisations.signatureKeyId,
      signedAt: authorisations.signedAt,
      content: authorisationDocuments.content,
    })
    .from(authorisations)
    .innerJoin(
      authorisationDocuments,
      and(
        eq(authorisationDocuments.authorisationId, authorisations.id),
        // From before artefacts had their form, the document itself was what was signed.
        sql`${authorisationDocuments.sha256} = case when ${authorisations.artefact} like '{%'
          then ${authorisations.artefact}::jsonb #>> '{document,sha256}' else ${authorisations.artefactHash} end`,
      ),
    )
    .where(
      and(
        isNotNull(authorisations.signedAt),
        eq(authorisations.uscc, application.enterprise.uscc),
        eq(authorisations.institutionId, application.institution.id),
        or(
          eq(authorisations.applicationId, application.id),
          inArray(authorisations.id, [
            application.authorisationId,
            ...access.flatMap(({ authorisationId }) => authorisationId ?? []),
          ]),
        ),
      ),
    )
    .orderBy(asc(authorisations.signedAt), asc(authorisations.number));
export type AuthorisationRow = Awaited<ReturnType<typeof authorisationsOf>>[number];

/** What the looks disclosed and until when it may be kept, with the hash of the receipt's line. */
export const disclosuresOf = (db: Db, { id, enterprise }: Application) =>
  db
    .select({
      accessId: disclosures.accessId,
      at: disclosures.at,
      keepUntil: disclosures.keepUntil,
      status: disclosures.status,
      deletedAt: disclosures.deletedAt,
      receipt: disclosures.receipt,
      receiptHash: sql<string | null>`(
        select l.hash from audit.line l
        where l.chain = 'institution:' || ${disclosures.institutionId}
          and l.chain || ':' || l.seq = ${disclosures.receipt}
          and l.seq = split_part(${disclosures.receipt}, ':', 3)::bigint)`,
    })
    .from(disclosures)
    .where(and(eq(disclosures.uscc, enterprise.uscc), eq(disclosures.applicationId, id)))
    .orderBy(asc(disclosures.accessId));
export type DisclosureRow = Awaited<ReturnType<typeof disclosuresOf>>[number];

/**
 * Scores that decisions could rest on, the first one first, without what they were given from; a
 * challenger's is none of them.
 */
export async function scoresOf(db: Db, { id }: Application) {
  const rows = await db
    .select({
      id: scores.id,
      accessId: scores.accessId,
      cardId: scores.cardId,
      cardVersion: scores.cardVersion,
      cardHash: scores.cardHash,
      scoredAt: scores.scoredAt,
      total: scores.total,
      grade: scores.grade,
      // What it was scored with, so that it can be scored again; the built-in card is in every program.
      card: cards.document,
      cardOwner: cards.institutionId,
    })
    .from(scores)
    .leftJoin(
      cards,
      and(
        eq(cards.hash, scores.cardHash),
        or(isNull(cards.institutionId), eq(cards.institutionId, scores.institutionId)),
      ),
    )
    .where(and(eq(scores.applicationId, id), eq(scores.role, "champion")))
    .orderBy(asc(scores.scoredAt), asc(scores.id));
  // The platform and the institution may hold the very same card: each score once.
  return rows.filter((row, index) => row.id !== rows[index - 1]?.id);
}
export type ScoreRow = Awaited<ReturnType<typeof scoresOf>>[number];

type KeptScore = Readonly<{ facts: Record<string, number | string | null> | null; result: Score }>;

/** What the database lets the asker have of what the scores were given from, and their results, by score. */
export async function keptScoresOf(
  db: Db,
  { accountId }: Asker,
  { id }: Application,
): Promise<ReadonlyMap<string, KeptScore>> {
  const rows = await db.execute<KeptScore & { id: string }>(
    sql`select id, facts, result from scoring.kept_scores(${accountId}, ${id})`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export const eventsOf = (db: Db, { id }: Application) =>
  db
    .select({
      seq: events.seq,
      kind: events.kind,
      state: events.state,
      at: events.at,
      payload: events.payload,
    })
    .from(events)
    .where(eq(events.applicationId, id))
    .orderBy(asc(events.seq));
export type EventRow = Awaited<ReturnType<typeof eventsOf>>[number];
