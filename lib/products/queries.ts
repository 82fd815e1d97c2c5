import { and, asc, eq, isNull, lte, type SQL } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { productTable, productVersions } from "#db/schema/products.ts";
import { institutions } from "#db/schema/registry.ts";
import type { GuaranteeKind, RepaymentKind } from "../kernel/lending-terms.ts";
import type { ProductInForce } from "./model.ts";

const columns = {
  productId: productTable.id,
  versionId: productVersions.id,
  version: productVersions.version,
  institutionId: institutions.id,
  institutionName: institutions.name,
  institutionShortName: institutions.shortName,
  name: productTable.name,
  kind: productVersions.kind,
  summary: productVersions.summary,
  approvalMode: productVersions.approvalMode,
  minimumAmountFen: productVersions.minimumAmountFen,
  maximumAmountFen: productVersions.maximumAmountFen,
  minimumTermMonths: productVersions.minimumTermMonths,
  maximumTermMonths: productVersions.maximumTermMonths,
  minimumRateBps: productVersions.minimumRateBps,
  maximumRateBps: productVersions.maximumRateBps,
  priceBands: productVersions.priceBands,
  guaranteeKinds: productVersions.guaranteeKinds,
  repaymentKinds: productVersions.repaymentKinds,
  regionCodes: productVersions.regionCodes,
  industryCodes: productVersions.industryCodes,
  promisedDays: productVersions.promisedDays,
  weeklyCapacity: productVersions.weeklyCapacity,
  policyBased: productVersions.policyBased,
  subsidyBps: productVersions.subsidyBps,
  subsidyNote: productVersions.subsidyNote,
  rules: productVersions.rules,
  requiredItems: productVersions.requiredItems,
  materials: productVersions.materials,
  publishedAt: productVersions.publishedAt,
  retiredAt: productVersions.retiredAt,
} as const;

/** A version with its dates: one that is retired still governs the applications made under it. */
export type DatedProduct = ProductInForce & Readonly<{ publishedAt: Date; retiredAt: Date | null }>;

/** Dated versions with their institutions, by a condition over these three tables. */
export async function versions(db: Db, where: SQL | undefined): Promise<DatedProduct[]> {
  const rows = await db
    .select(columns)
    .from(productVersions)
    .innerJoin(productTable, eq(productTable.id, productVersions.productId))
    .innerJoin(institutions, eq(institutions.id, productTable.institutionId))
    .where(where)
    .orderBy(asc(institutions.name), asc(productTable.name), asc(productVersions.version));
  // The columns are text arrays; what is published is checked against the lists when it is written.
  return rows.map((row) => ({
    ...row,
    repaymentKinds: row.repaymentKinds as RepaymentKind[],
    guaranteeKinds: row.guaranteeKinds as GuaranteeKind[],
  }));
}

/**
 * In force: published and not retired, of an institution that is on the platform. A product has one
 * such version; publishing retires the last.
 */
export const inForce = (now: Date) =>
  and(
    isNull(productVersions.retiredAt),
    lte(productVersions.publishedAt, now),
    isNull(institutions.leftAt),
  );

/** Every product on offer, with its institution, in one query. */
export const productsInForce = (db: Db, now: Date): Promise<DatedProduct[]> =>
  versions(db, inForce(now));

/** The version of a product that is on offer now; null when it is not (any more). */
export async function productInForce(
  db: Db,
  productId: string,
  now: Date,
): Promise<DatedProduct | null> {
  const [row] = await versions(db, and(inForce(now), eq(productVersions.productId, productId)));
  return row ?? null;
}

/** One version, retired or not; null when there is none. */
export async function productVersion(db: Db, versionId: string): Promise<DatedProduct | null> {
  const [row] = await versions(db, eq(productVersions.id, versionId));
  return row ?? null;
}

/** Every version of a product that was ever published, in their order. */
export const versionsOf = (db: Db, productId: string): Promise<DatedProduct[]> =>
  versions(db, eq(productVersions.productId, productId));
