import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { guaranteeKinds } from "../../lib/kernel/lending-terms.ts";
import type { EligibilityRule } from "../../lib/products/model.ts";
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

/** A dated version; an application stays with the version it was made under. */
export const productVersions = products.table(
  "product_version",
  {
    id: identifier(),
    productId: uuid()
      .notNull()
      .references(() => productTable.id),
    version: integer().notNull(),
    summary: text().notNull(),
    minimumAmountFen: amount().notNull(),
    maximumAmountFen: amount().notNull(),
    minimumTermMonths: integer().notNull(),
    maximumTermMonths: integer().notNull(),
    minimumRateBps: integer().notNull(),
    maximumRateBps: integer().notNull(),
    guaranteeKind: text({ enum: guaranteeKinds }).notNull(),
    repaymentKinds: text().array().notNull(),
    /** Region codes served, at any level of the tree; empty means the whole province. */
    regionCodes: text().array().notNull(),
    promisedDays: integer().notNull(),
    policyBased: boolean().notNull(),
    rules: jsonb().$type<readonly EligibilityRule[]>().notNull(),
    requiredItems: text().array().notNull(),
    publishedAt: instant().notNull(),
    retiredAt: instant(),
  },
  (table) => [
    unique("product_version_number").on(table.productId, table.version),
    oneOf("product_version_guarantee", table.guaranteeKind, guaranteeKinds),
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
