import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  primaryKey,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  approvalModes,
  draftEvents,
  draftStatuses,
  productKinds,
  type EligibilityRule,
  type PriceBand,
  type ProductTerms,
} from "../../lib/products/model.ts";
import { oneOf } from "./checks.ts";
import { amount, identifier, instant } from "./columns.ts";
import { institutions } from "./registry.ts";

export const products = pgSchema("products");

export const productTable = products.table("product", {
  id: identifier(),
  institutionId: uuid()
    .notNull()
    .references(() => institutions.id),
  name: text().notNull(),
});

/** A version in the making. It says everything that the version will say, under the same names. */
export const drafts = products.table(
  "draft",
  {
    id: identifier(),
    productId: uuid()
      .notNull()
      .references(() => productTable.id),
    terms: jsonb().$type<ProductTerms>().notNull(),
    status: text({ enum: draftStatuses }).notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    oneOf("draft_status", table.status, draftStatuses),
    // One at a time, however many people begin one at once.
    uniqueIndex("draft_open")
      .on(table.productId)
      .where(sql`status in ('draft', 'submitted', 'endorsed')`),
  ],
);

/** What became of a draft and by whom: append-only. */
export const draftEventTable = products.table(
  "draft_event",
  {
    draftId: uuid()
      .notNull()
      .references(() => drafts.id),
    /** From 1; the key is the lock, so that of two people who move a draft at once one is told. */
    number: integer().notNull(),
    kind: text({ enum: draftEvents }).notNull(),
    status: text({ enum: draftStatuses }).notNull(),
    accountId: uuid().notNull(),
    note: text(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.draftId, table.number] }),
    oneOf("draft_event_kind", table.kind, draftEvents),
    oneOf("draft_event_status", table.status, draftStatuses),
  ],
);

/** The key by which counts are rounded. Nobody may read it, or rounding could be undone. */
export const countKey = products.table("count_key", { seed: bigint({ mode: "bigint" }).notNull() });

/** How often a person has counted on one day: what is counted often enough says too much. */
export const countUse = products.table(
  "count_use",
  {
    accountId: uuid().notNull(),
    day: date().notNull(),
    used: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.day] })],
);

/** A dated version; an application stays with the version it was made under. */
export const productVersions = products.table(
  "product_version",
  {
    id: identifier(),
    productId: uuid()
      .notNull()
      .references(() => productTable.id),
    version: integer().notNull(),
    /** The draft that it was reviewed as; null for what the platform was opened with. */
    draftId: uuid()
      .unique("product_version_draft")
      .references(() => drafts.id),
    kind: text({ enum: productKinds }).notNull(),
    summary: text().notNull(),
    approvalMode: text({ enum: approvalModes }).notNull(),
    minimumAmountFen: amount().notNull(),
    maximumAmountFen: amount().notNull(),
    minimumTermMonths: integer().notNull(),
    maximumTermMonths: integer().notNull(),
    minimumRateBps: integer().notNull(),
    maximumRateBps: integer().notNull(),
    /** Empty for versions from before prices were told by grade and term. */
    priceBands: jsonb().$type<readonly PriceBand[]>().notNull(),
    guaranteeKinds: text().array().notNull(),
    repaymentKinds: text().array().notNull(),
    /** Region codes served, at any level of the tree; empty means the whole province. */
    regionCodes: text().array().notNull(),
    /** GB/T 4754 sections or divisions served; empty means every industry. */
    industryCodes: text().array().notNull(),
    promisedDays: integer().notNull(),
    /** Applications a week; null: as many as come. */
    weeklyCapacity: integer(),
    policyBased: boolean().notNull(),
    subsidyBps: integer(),
    subsidyNote: text(),
    rules: jsonb().$type<readonly EligibilityRule[]>().notNull(),
    requiredItems: text().array().notNull(),
    materials: text().array().notNull(),
    publishedAt: instant().notNull(),
    retiredAt: instant(),
  },
  (table) => [
    unique("product_version_number").on(table.productId, table.version),
    oneOf("product_version_kind", table.kind, productKinds),
    oneOf("product_version_approval", table.approvalMode, approvalModes),
    check(
      "product_version_amounts",
      sql`0 < ${table.minimumAmountFen} and ${table.minimumAmountFen} <= ${table.maximumAmountFen}`,
    ),
    check(
      "product_version_terms",
      sql`0 < ${table.minimumTermMonths} and ${table.minimumTermMonths} <= ${table.maximumTermMonths}`,
    ),
    check(
      "product_version_rates",
      sql`0 < ${table.minimumRateBps} and ${table.minimumRateBps} <= ${table.maximumRateBps}`,
    ),
    index("product_version_live")
      .on(table.productId)
      .where(sql`retired_at is null`),
  ],
);
