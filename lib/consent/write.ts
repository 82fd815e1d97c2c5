import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { authorisationDocuments, authorisations } from "#db/schema/consent.ts";
import { memberships } from "#db/schema/identity.ts";
import { enterprises, institutions } from "#db/schema/registry.ts";
import type { ActorOf } from "../access/model.ts";
import { addDays, dayOf, startOfDay } from "../kernel/calendar.ts";
import { env } from "../kernel/env.ts";
import { newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { sha256, sm3 } from "../kernel/signing.ts";
import { artefactHash, artefactText, PLATFORM_NAME, type Artefact } from "./artefact.ts";
import { renderAuthorisationPdf } from "./document/index.ts";
import type { SignerCapacity } from "./model.ts";
import type { PurposeCode } from "./purposes.ts";
import type { Terms } from "./terms.ts";

export type AuthorisationRow = typeof authorisations.$inferSelect;

/** Who asks for an authorisation and who may give it. */
type NewRow = Readonly<{
  uscc: string;
  institutionId: string | null;
  status: "created" | "requested";
  by: string;
  /** In words that both sides read in the history. */
  reason: string;
  requestNote?: string | null;
  applicationId?: string | null;
}>;

/** A row without document or signature: it opens nothing. */
export async function insertAuthorisation(db: Db, terms: Terms, row: NewRow, now: Date) {
  const id = newId(now.getTime());
  const number = await nextNumber(db, now);
  // From now when it starts today: what is signed this noon does not open the morning before it.
  const startsAt = terms.startsOn === dayOf(now) ? now : startOfDay(terms.startsOn);
  await db.insert(authorisations).values({
    id,
    number,
    uscc: row.uscc,
    institutionId: row.institutionId,
    items: [...terms.items],
    purpose: terms.purpose,
    stage: terms.stage,
    maximumQueries: terms.maximumQueries,
    frequencyTimes: terms.frequency?.times ?? null,
    frequencyUnit: terms.frequency?.unit ?? null,
    lookBackMonths: terms.lookBackMonths,
    dataLifeDays: terms.dataLifeDays,
    startsAt,
    endsAt: startOfDay(addDays(terms.endsOn, 1)),
    createdAt: now,
    requestedBy: row.status === "requested" ? row.by : null,
    requestNote: row.requestNote ?? null,
    applicationId: row.applicationId ?? null,
    status: row.status,
    statusAt: now,
    statusBy: row.by,
    statusReason: row.reason,
  });
  return { id, number };
}

async function nextNumber(db: Db, now: Date): Promise<string> {
  const [row] = await db.execute<{ n: number }>(
    sql`select nextval('consent.authorisation_number')::int as n`,
  );
  return `SQ-${dayOf(now).slice(0, 4)}-${String(row?.n).padStart(6, "0")}`;
}

export type Prepared = Readonly<{
  id: string;
  number: string;
  /** What the signer confirms: a page left open on another text cannot sign this one. */
  artefactHash: string;
  document: Readonly<{ sha256: string; sm3: string }>;
}>;

/**
 * Writes the document and the artefact of an unsigned authorisation, for this signer and this day.
 * Called again on a later day it writes others; the earlier ones stay, and are not what is signed.
 */
export async function prepareDocument(
  db: Db,
  row: AuthorisationRow,
  signer: Signer,
  now: Date,
): Promise<Prepared> {
  const parties = await partiesOf(db, row);
  const startsAt = row.startsAt < now ? now : row.startsAt;
  const purpose = row.purpose as PurposeCode; // Only codes of the list are ever written.
  const frequency =
    row.frequencyTimes !== null && row.frequencyUnit !== null
      ? { times: row.frequencyTimes, unit: row.frequencyUnit }
      : null;
  const validateUrl = `${(env().NEXTAUTH_URL ?? "").replace(/\/$/, "")}/verify`;
  const terms = {
    number: row.number,
    items: row.items,
    stage: row.stage,
    maximumQueries: row.maximumQueries,
    frequency,
    lookBackMonths: row.lookBackMonths,
    dataLifeDays: row.dataLifeDays,
    validateUrl,
  };
  const content = await renderAuthorisationPdf({
    ...terms,
    purpose,
    enterpriseName: parties.enterpriseName,
    uscc: row.uscc,
    granteeName: parties.granteeName,
    granteeUscc: parties.granteeUscc,
    platform: row.institutionId === null,
    startsAt,
    endsAt: row.endsAt,
    signerName: signer.name,
    signerCapacity: signer.capacity,
    preparedAt: now,
  });
  const document = { mediaType: "application/pdf", sha256: sha256(content), sm3: sm3(content) };
  const artefact = artefactText({
    ...terms,
    version: 1,
    purpose,
    enterprise: { uscc: row.uscc, name: parties.enterpriseName },
    grantee: { id: row.institutionId, uscc: parties.granteeUscc, name: parties.granteeName },
    startsAt: startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    signer: {
      accountId: signer.accountId,
      name: signer.name,
      capacity: signer.capacity,
      verifiedAt: signer.verifiedAt.toISOString(),
    },
    confirmedBy: "signing_password",
    document,
    preparedAt: now.toISOString(),
  } satisfies Artefact);
  const hash = artefactHash(artefact);
  await db
    .insert(authorisationDocuments)
    .values({ authorisationId: row.id, ...document, content, preparedAt: now })
    .onConflictDoNothing();
  await db
    .update(authorisations)
    .set({ startsAt, artefact, artefactHash: hash })
    .where(eq(authorisations.id, row.id));
  return { id: row.id, number: row.number, artefactHash: hash, document };
}

async function partiesOf(db: Db, row: AuthorisationRow) {
  const [enterprise] = await db
    .select({ name: enterprises.name })
    .from(enterprises)
    .where(eq(enterprises.uscc, row.uscc));
  if (!enterprise) throw new Error("an authorisation without its enterprise");
  if (row.institutionId === null)
    return { enterpriseName: enterprise.name, granteeName: PLATFORM_NAME, granteeUscc: null };
  const institution = await liveInstitution(db, row.institutionId);
  return {
    enterpriseName: enterprise.name,
    granteeName: institution.name,
    granteeUscc: institution.uscc,
  };
}

/**
 * An institution that is on the platform; one that has left cannot be given anything. Held where a new
 * row is about to name it, so that one that leaves at this moment ends that row as well.
 */
export async function liveInstitution(db: Db, id: string, { hold = false } = {}) {
  const found = db
    .select({ name: institutions.name, uscc: institutions.uscc })
    .from(institutions)
    .where(and(eq(institutions.id, id), isNull(institutions.leftAt)));
  const [institution] = await (hold ? found.for("share") : found);
  if (!institution)
    throw new Refusal("not_found", "consent.no_institution", "未找到该金融机构，或其已退出平台。");
  return institution;
}

export type Signer = Readonly<{
  accountId: string;
  name: string;
  capacity: SignerCapacity;
  verifiedAt: Date;
}>;

/** The person as a signer: somebody who was verified and may sign for the enterprise. */
export async function signerFor(db: Db, actor: ActorOf<"enterprise">): Promise<Signer> {
  const [found] = await db
    .select({ capacity: memberships.signerCapacity, verifiedAt: memberships.verifiedAt })
    .from(memberships)
    .where(
      and(
        eq(memberships.accountId, actor.accountId),
        eq(memberships.uscc, actor.uscc),
        isNull(memberships.endedAt),
      ),
    );
  if (!found?.capacity || !found.verifiedAt) {
    throw new Refusal(
      "forbidden",
      "consent.signer_not_verified",
      "您尚未通过签署人核验，不能代表本企业签署。请由法定代表人或经核验的经办人签署，或联系平台运营办理核验。",
    );
  }
  return {
    accountId: actor.accountId,
    name: actor.displayName,
    capacity: found.capacity,
    verifiedAt: found.verifiedAt,
  };
}

/** Loads and locks one of the actor's own authorisations; another's does not exist for it. */
export async function lockOwn(
  db: Db,
  actor: ActorOf<"enterprise">,
  id: string,
): Promise<AuthorisationRow> {
  const [row] = await db
    .select()
    .from(authorisations)
    .where(and(eq(authorisations.id, id), eq(authorisations.uscc, actor.uscc)))
    .for("update");
  if (!row) throw new Refusal("not_found", "consent.not_found", "未找到该授权。");
  return row;
}
