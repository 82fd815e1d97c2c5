import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { authorisationDocuments, authorisations, statusChanges } from "#db/schema/consent.ts";
import { accounts } from "#db/schema/identity.ts";
import { institutions } from "#db/schema/registry.ts";
import { dayOf } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query } from "../operation/index.ts";
import { Artefact } from "./artefact.ts";
import { standingOf } from "./model.ts";
import { verifiedHash } from "./verified.ts";

export const authorisationSummary = {
  id: authorisations.id,
  number: authorisations.number,
  institutionId: authorisations.institutionId,
  institutionName: institutions.name,
  items: authorisations.items,
  purpose: authorisations.purpose,
  stage: authorisations.stage,
  maximumQueries: authorisations.maximumQueries,
  usedQueries: authorisations.usedQueries,
  lookBackMonths: authorisations.lookBackMonths,
  dataLifeDays: authorisations.dataLifeDays,
  startsAt: authorisations.startsAt,
  endsAt: authorisations.endsAt,
  status: authorisations.status,
  requestNote: authorisations.requestNote,
  createdAt: authorisations.createdAt,
  signedAt: authorisations.signedAt,
  withdrawnAt: authorisations.withdrawnAt,
} as const;

/** All of the enterprise's authorisations, requests and drafts, newest first; the platform's among them. */
export const listOwnAuthorisations = query(
  "consent.list_own",
  z.object({}),
  async ({ db, actor, now }) => {
    const rows = await db
      .select(authorisationSummary)
      .from(authorisations)
      .leftJoin(institutions, eq(institutions.id, authorisations.institutionId))
      .where(eq(authorisations.uscc, actor.uscc))
      .orderBy(desc(authorisations.createdAt))
      .limit(500);
    return rows.map((row) => ({ ...row, standing: standingOf(row, now) }));
  },
);

/** One authorisation with what was signed, whether that still holds, and how it came to stand as it does. */
export const readOwnAuthorisation = query(
  "consent.list_own",
  z.object({ authorisationId: z.uuid() }),
  async ({ db, actor, now }, { authorisationId }) => {
    const [row] = await db
      .select({
        ...authorisationSummary,
        artefact: authorisations.artefact,
        artefactHash: authorisations.artefactHash,
        signature: authorisations.signature,
        signatureAlgorithm: authorisations.signatureAlgorithm,
        signatureKeyId: authorisations.signatureKeyId,
        applicationId: authorisations.applicationId,
        signer: accounts.displayName,
        // The gate's own question: terms and document as they were signed.
        fault: sql<"artefact_altered" | "document_altered" | null>`consent.fault_of("authorisation")`,
      })
      .from(authorisations)
      .leftJoin(institutions, eq(institutions.id, authorisations.institutionId))
      .leftJoin(accounts, eq(accounts.id, authorisations.signedBy))
      .where(and(eq(authorisations.id, authorisationId), eq(authorisations.uscc, actor.uscc)));
    if (!row) throw new Refusal("not_found", "consent.not_found", "未找到该授权。");
    const artefact = parsedArtefact(row.artefact);
    const unsigned = row.status === "created" || row.status === "requested";
    return {
      ...row,
      artefact,
      standing: standingOf(row, now),
      /** Written out today for somebody to sign; otherwise it has to be written out first. */
      ready: unsigned && artefact !== null && dayOf(new Date(artefact.preparedAt)) === dayOf(now),
      intact: row.signedAt === null || (row.fault === null && verifiedHash(row) !== null),
      history: await historyOf(db, row.id),
    };
  },
);

/** null: not prepared yet, or from before artefacts had this form. */
function parsedArtefact(text: string | null): Artefact | null {
  if (text?.startsWith("{") !== true) return null;
  const parsed = Artefact.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** Every change of one authorisation's status, first to last, with its reason and who made it. */
export const historyOf = (db: Db, authorisationId: string) =>
  db
    .select({
      seq: statusChanges.seq,
      at: statusChanges.at,
      fromStatus: statusChanges.fromStatus,
      toStatus: statusChanges.toStatus,
      actor: accounts.displayName,
      reason: statusChanges.reason,
    })
    .from(statusChanges)
    .leftJoin(accounts, eq(accounts.id, statusChanges.actorId))
    .where(eq(statusChanges.authorisationId, authorisationId))
    .orderBy(statusChanges.seq);

/** The document of one of the enterprise's own authorisations, as it was prepared last, with its signature. */
export const readOwnDocument = query(
  "consent.list_own",
  z.object({ authorisationId: z.uuid() }),
  async ({ db, actor }, { authorisationId }) => {
    const [row] = await db
      .select({
        number: authorisations.number,
        artefact: authorisations.artefact,
        signature: authorisations.signature,
        signatureAlgorithm: authorisations.signatureAlgorithm,
        signatureKeyId: authorisations.signatureKeyId,
        mediaType: authorisationDocuments.mediaType,
        content: authorisationDocuments.content,
      })
      .from(authorisations)
      .innerJoin(
        authorisationDocuments,
        and(
          eq(authorisationDocuments.authorisationId, authorisations.id),
          sql`${authorisationDocuments.sha256} = case when ${authorisations.artefact} like '{%' then ${authorisations.artefact}::jsonb #>> '{document,sha256}' else ${authorisations.artefactHash} end`,
        ),
      )
      .where(and(eq(authorisations.id, authorisationId), eq(authorisations.uscc, actor.uscc)));
    if (!row) throw new Refusal("not_found", "consent.no_document", "该授权书尚未生成。");
    return row;
  },
);

/** Institutions that an enterprise may authorise. */
export const listInstitutions = query("consent.list_own", z.object({}), ({ db }) =>
  db
    .select({ id: institutions.id, name: institutions.name, kind: institutions.kind })
    .from(institutions)
    .where(isNull(institutions.leftAt))
    .orderBy(institutions.name),
);
