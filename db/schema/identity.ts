import { sql } from "drizzle-orm";
import { check, index, integer, pgSchema, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { roles } from "../../lib/access/model.ts";
import { signerCapacities } from "../../lib/consent/model.ts";
import { signatureAlgorithms } from "../../lib/kernel/signing.ts";
import { oneOf } from "./checks.ts";
import { identifier, instant, usccColumn } from "./columns.ts";
import { departments, enterprises, institutions, regions } from "./registry.ts";

export const identity = pgSchema("identity");

export const accounts = identity.table("account", {
  id: identifier(),
  /** What the person types to sign in: a mobile number for enterprises, a staff name otherwise. */
  loginName: text().notNull().unique(),
  displayName: text().notNull(),
  passwordHash: text().notNull(),
  /** The second password, asked again when something is signed (签署密码). */
  signingPasswordHash: text().notNull(),
  failedSignIns: integer().notNull().default(0),
  failedSignings: integer().notNull().default(0),
  lockedUntil: instant(),
  signingLockedUntil: instant(),
  createdAt: instant().notNull().defaultNow(),
});

export const memberships = identity.table(
  "membership",
  {
    id: identifier(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    role: text({ enum: roles }).notNull(),
    uscc: usccColumn().references(() => enterprises.uscc),
    institutionId: uuid().references(() => institutions.id),
    regionCode: text().references(() => regions.code),
    departmentId: text().references(() => departments.id),
    /** In which capacity the person may sign for the enterprise; null: may not. */
    signerCapacity: text({ enum: signerCapacities }),
    /** When the person was verified as that; signing asks for it. */
    verifiedAt: instant(),
    endedAt: instant(),
  },
  (table) => [
    oneOf("membership_role", table.role, roles),
    check(
      "membership_belongs",
      sql`case ${table.role}
        when 'enterprise' then ${table.uscc} is not null and ${table.institutionId} is null
        when 'loan_officer' then ${table.institutionId} is not null and ${table.uscc} is null
        when 'department' then ${table.departmentId} is not null and ${table.uscc} is null and ${table.institutionId} is null
        when 'regulator' then ${table.regionCode} is not null and ${table.uscc} is null and ${table.institutionId} is null
        else ${table.uscc} is null and ${table.institutionId} is null end`,
    ),
    uniqueIndex("membership_one_live_an_account")
      .on(table.accountId)
      .where(sql`ended_at is null`),
    // An enterprise has one account in this version; colleagues are a later step.
    uniqueIndex("membership_one_live_an_enterprise")
      .on(table.uscc)
      .where(sql`ended_at is null and uscc is not null`),
  ],
);

/** A program that acts for a department or an institution: it signs its requests with its own key. */
export const apiClients = identity.table(
  "api_client",
  {
    /** The client id that it sends. */
    id: text().primaryKey(),
    name: text().notNull(),
    /** argon2id of the client secret. */
    secretHash: text().notNull(),
    /** The service account whose membership says for whom the client acts. */
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    /** SPKI DER, base64: what its body signatures are checked with. */
    publicKey: text().notNull(),
    algorithm: text({ enum: signatureAlgorithms }).notNull(),
    scopes: text().array().notNull(),
    createdAt: instant().notNull().defaultNow(),
    disabledAt: instant(),
  },
  (table) => [index("api_client_by_account").on(table.accountId)],
);

/** Bearer tokens that are out, by the hash of the token; the token itself is never kept. */
export const apiTokens = identity.table(
  "api_token",
  {
    tokenHash: text().primaryKey(),
    clientId: text()
      .notNull()
      .references(() => apiClients.id),
    expiresAt: instant().notNull(),
  },
  (table) => [index("api_token_ending").on(table.expiresAt)],
);
