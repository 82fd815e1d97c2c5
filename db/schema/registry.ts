import { sql } from "drizzle-orm";
import { check, date, index, pgSchema, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { enterpriseStatuses, institutionKinds, sizeClasses } from "../../lib/registry/model.ts";
import { amount, identifier, instant, usccColumn } from "./columns.ts";
import { oneOf } from "./checks.ts";

export const registry = pgSchema("registry");

export const regions = registry.table("region", {
  code: text().primaryKey(),
  name: text().notNull(),
  level: text().notNull(),
  parent: text(),
});

export const industries = registry.table("industry", {
  code: text().primaryKey(),
  name: text().notNull(),
  level: text().notNull(),
  parent: text(),
});

export const enterprises = registry.table(
  "enterprise",
  {
    uscc: usccColumn().primaryKey(),
    name: text().notNull(),
    legalRepresentative: text(),
    /** Sealed by lib/kernel/seal.ts with a key that the database does not hold. */
    legalRepresentativeIdSealed: text(),
    legalRepresentativePhoneSealed: text(),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    /** GB/T 4754 section letter and division, e.g. `C33`. */
    industryCode: text()
      .notNull()
      .references(() => industries.code),
    sizeClass: text({ enum: sizeClasses }).notNull(),
    establishedOn: date().notNull(),
    registeredCapitalFen: amount(),
    status: text({ enum: enterpriseStatuses }).notNull(),
    /** The id in the file that an imported history came from. */
    originalId: text(),
    /** The day on which an imported history ends; null for an enterprise that is still observed. */
    observedOn: date(),
    registeredAt: instant().notNull().defaultNow(),
  },
  (table) => [
    oneOf("enterprise_status", table.status, enterpriseStatuses),
    oneOf("enterprise_size_class", table.sizeClass, sizeClasses),
    index("enterprise_region").on(table.regionCode),
  ],
);

export const institutions = registry.table(
  "institution",
  {
    id: identifier(),
    uscc: usccColumn().notNull().unique(),
    name: text().notNull(),
    shortName: text().notNull(),
    kind: text({ enum: institutionKinds }).notNull(),
    joinedOn: date().notNull(),
    /** Off-boarded: from this instant its authorisations are over and the gate refuses its people. */
    leftAt: instant(),
    leftReason: text(),
  },
  (table) => [oneOf("institution_kind", table.kind, institutionKinds)],
);

/** A source department: it sends records and answers for them. */
export const departments = registry.table("department", {
  /** Short stable id, `tax`, `power_grid`. */
  id: text().primaryKey(),
  name: text().notNull(),
  regionCode: text()
    .notNull()
    .references(() => regions.code),
});

export const codeReviewStatuses = ["pending", "accepted", "refused"] as const;

/** A code that fails GB 32100 but belongs to a real organisation, let through by the operator. */
export const codeReviews = registry.table(
  "code_review",
  {
    id: identifier(),
    uscc: usccColumn().notNull(),
    enterpriseName: text().notNull(),
    contactPhone: text().notNull(),
    brokenRule: text().notNull(),
    status: text({ enum: codeReviewStatuses }).notNull().default("pending"),
    requestedAt: instant().notNull().defaultNow(),
    decidedBy: uuid(),
    decidedAt: instant(),
    reason: text(),
  },
  (table) => [
    oneOf("code_review_status", table.status, codeReviewStatuses),
    check(
      "code_review_decision",
      sql`(${table.status} = 'pending') = (${table.decidedAt} is null) and (${table.status} = 'pending' or length(${table.reason}) >= 4)`,
    ),
    // Of requests for one code that come at once, one waits for the operator.
    uniqueIndex("code_review_pending")
      .on(table.uscc)
      .where(sql`${table.status} = 'pending'`),
  ],
);
