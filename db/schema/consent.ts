import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import {
  accessVerdicts,
  authorisationStages,
  authorisationStatuses,
  disclosureStatuses,
  frequencyUnits,
  signerCapacities,
} from "../../lib/consent/model.ts";
import { signatureAlgorithms } from "../../lib/kernel/signing.ts";
import { oneOf } from "./checks.ts";
import { identifier, instant, usccColumn } from "./columns.ts";
import { accounts } from "./identity.ts";
import { enterprises, institutions } from "./registry.ts";

export const consent = pgSchema("consent");

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const authorisationNumbers = consent.sequence("authorisation_number");

/** The purposes of lib/consent/purposes.ts with their fair-use caps, where the gate can check them. */
export const purposeTable = consent.table(
  "purpose",
  {
    code: text().primaryKey(),
    name: text().notNull(),
    stage: text({ enum: authorisationStages }).notNull(),
    maximumDays: integer().notNull(),
    maximumQueries: integer().notNull(),
    maximumLookBackMonths: integer().notNull(),
    maximumDataLifeDays: integer().notNull(),
    frequencyTimes: integer(),
    frequencyUnit: text({ enum: frequencyUnits }),
  },
  (table) => [oneOf("purpose_stage", table.stage, authorisationStages)],
);

/** Which status may follow which: lib/consent/model.ts, where a trigger can hold to it. */
export const transitions = consent.table(
  "transition",
  { fromStatus: text().notNull(), toStatus: text().notNull() },
  (table) => [primaryKey({ columns: [table.fromStatus, table.toStatus] })],
);

/**
 * One authorisation: an enterprise lets one grantee see these items for one purpose, so many times,
 * from start to end. What was signed is the artefact; the terms beside it are there to be searched
 * and are compared with it at each use. Only status and counts move.
 */
export const authorisations = consent.table(
  "authorisation",
  {
    id: identifier(),
    /** Human-readable, `SQ-2026-000123`. */
    number: text().notNull().unique(),
    uscc: usccColumn()
      .notNull()
      .references(() => enterprises.uscc),
    /** null: the platform itself, for scoring and matching. */
    institutionId: uuid().references(() => institutions.id),
    items: text().array().notNull(),
    purpose: text().notNull(),
    stage: text({ enum: authorisationStages }).notNull(),
    maximumQueries: integer().notNull(),
    usedQueries: integer().notNull().default(0),
    frequencyTimes: integer(),
    frequencyUnit: text({ enum: frequencyUnits }),
    /** The day or month that `windowUsed` counts in. */
    windowStart: date(),
    windowUsed: integer().notNull().default(0),
    /** How far back the records may reach, before the day of the query. */
    lookBackMonths: integer().notNull(),
    /** How long the grantee may keep what it was given. */
    dataLifeDays: integer().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    createdAt: instant().notNull().defaultNow(),
    /** Set where an institution asked for it. */
    requestedBy: uuid().references(() => accounts.id),
    requestNote: text(),
    applicationId: uuid(),
    signedBy: uuid().references(() => accounts.id),
    signedAt: instant(),
    signerCapacity: text({ enum: signerCapacities }),
    /** Canonical JSON (RFC 8785) of all terms: exactly the bytes that are hashed and signed. */
    artefact: text(),
    /** Lower-case hex SHA-256 of the artefact's UTF-8 bytes. */
    artefactHash: text(),
    signatureAlgorithm: text({ enum: signatureAlgorithms }),
    signatureKeyId: text(),
    /** Base64, of the artefact's bytes, by the platform on behalf of the confirmed signer. */
    signature: text(),
    status: text({ enum: authorisationStatuses }).notNull(),
    /** Of the last change: the trigger copies them into `status_change`. */
    statusAt: instant().notNull().defaultNow(),
    statusBy: uuid(),
    statusReason: text(),
    withdrawnAt: instant(),
    /** When the enterprise was told that the end is near. */
    expiryAnnouncedAt: instant(),
  },
  (table) => [
    oneOf("authorisation_status", table.status, authorisationStatuses),
    oneOf("authorisation_stage", table.stage, authorisationStages),
    check(
      "authorisation_count",
      sql`${table.maximumQueries} > 0 and ${table.usedQueries} between 0 and ${table.maximumQueries}`,
    ),
    check(
      "authorisation_frequency",
      sql`(${table.frequencyTimes} is null) = (${table.frequencyUnit} is null) and (${table.frequencyTimes} is null or ${table.frequencyTimes} > 0)`,
    ),
    check("authorisation_reach", sql`${table.lookBackMonths} > 0 and ${table.dataLifeDays} > 0`),
    check("authorisation_period", sql`${table.startsAt} < ${table.endsAt}`),
    check("authorisation_items", sql`cardinality(${table.items}) > 0`),
    check(
      "authorisation_signed",
      sql`(${table.signedAt} is null) = (${table.signature} is null) and (${table.signedAt} is null) = (${table.signedBy} is null)
        and (${table.signedAt} is null or ${table.artefact} is not null)
        and (${table.status} not in ('agreed', 'paused', 'used_up') or ${table.signedAt} is not null)
        and (${table.status} not in ('created', 'requested', 'refused') or ${table.signedAt} is null)`,
    ),
    check(
      "authorisation_withdrawal",
      sql`(${table.status} = 'withdrawn') = (${table.withdrawnAt} is not null)`,
    ),
    index("authorisation_by_enterprise").on(table.uscc, table.institutionId),
    index("authorisation_by_institution").on(table.institutionId, table.status),
    // The nightly job asks for what has run out.
    index("authorisation_ending")
      .on(table.endsAt)
      .where(sql`status in ('agreed', 'paused', 'requested')`),
  ],
);

/**
 * The document that the signer read, byte for byte. Insert only: a draft that is opened again on
 * another day gets another document, and the artefact names the one that was signed.
 */
export const authorisationDocuments = consent.table(
  "document",
  {
    authorisationId: uuid()
      .notNull()
      .references(() => authorisations.id),
    /** Lower-case hex SHA-256 and upper-case hex SM3 of the content. */
    sha256: text().notNull(),
    sm3: text().notNull(),
    /** `application/pdf`; `text/plain` for the invented past of the synthetic province. */
    mediaType: text().notNull(),
    content: bytes().notNull(),
    preparedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.authorisationId, table.sha256] })],
);

/** Every change of an authorisation's status, with its reason and who made it. Written by a trigger. */
export const statusChanges = consent.table(
  "status_change",
  {
    authorisationId: uuid().notNull(),
    seq: integer().notNull(),
    at: instant().notNull(),
    fromStatus: text(),
    toStatus: text().notNull(),
    actorId: uuid(),
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.authorisationId, table.seq] })],
);

/** Who looked, at what, when, why and on what ground; refused looks too. Written by the gate alone. */
export const accessLog = consent.table(
  "access_log",
  {
    uscc: usccColumn().notNull(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    accountId: uuid(),
    institutionId: uuid(),
    authorisationId: uuid(),
    applicationId: uuid(),
    stage: text({ enum: authorisationStages }).notNull(),
    /** Why, in words: 「贷前审查 · 申请 DK-2026-000123」. */
    purpose: text().notNull(),
    purposeCode: text(),
    items: text().array().notNull(),
    /** The first day that records were asked for. */
    fromDay: date(),
    verdict: text({ enum: accessVerdicts }).notNull(),
    detail: jsonb().$type<Record<string, unknown>>(),
    /** Its line in the enterprise's chain of the audit log. */
    chainSeq: bigint({ mode: "number" }),
  },
  (table) => [
    primaryKey({ columns: [table.uscc, table.id] }),
    oneOf("access_log_verdict", table.verdict, accessVerdicts),
    oneOf("access_log_stage", table.stage, authorisationStages),
    index("access_log_by_institution").on(table.institutionId, table.at),
    index("access_log_by_time").on(table.at),
  ],
);

/** What an institution was given by one granted look, and until when it may keep it. */
export const disclosures = consent.table(
  "disclosure",
  {
    uscc: usccColumn().notNull(),
    accessId: bigint({ mode: "number" }).notNull(),
    institutionId: uuid().notNull(),
    authorisationId: uuid().notNull(),
    applicationId: uuid(),
    at: instant().notNull(),
    keepUntil: instant().notNull(),
    status: text({ enum: disclosureStatuses }).notNull().default("held"),
    dueAt: instant(),
    dueReason: text(),
    deletedAt: instant(),
    deletedBy: uuid(),
    /** `chain:seq` of the receipt's line in the audit log. */
    receipt: text(),
  },
  (table) => [
    primaryKey({ columns: [table.uscc, table.accessId] }),
    oneOf("disclosure_status", table.status, disclosureStatuses),
    check(
      "disclosure_deleted",
      sql`(${table.status} = 'deleted') = (${table.deletedAt} is not null and ${table.receipt} is not null)`,
    ),
    index("disclosure_ending").on(table.keepUntil).where(sql`status = 'held'`),
    index("disclosure_by_institution").on(table.institutionId, table.status),
  ],
);
