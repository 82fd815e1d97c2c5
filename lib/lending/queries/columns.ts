import { applications } from "#db/schema/lending.ts";
import { demands } from "#db/schema/matching.ts";
import { productTable, productVersions } from "#db/schema/products.ts";
import { enterprises, institutions } from "#db/schema/registry.ts";

/** What both sides see of an application in a list. */
export const summaryColumns = {
  id: applications.id,
  number: applications.number,
  demandId: applications.demandId,
  demandNumber: demands.number,
  enterpriseName: enterprises.name,
  institutionName: institutions.name,
  productName: productTable.name,
  amountFen: demands.amountFen,
  termMonths: demands.termMonths,
  maximumRateBps: demands.maximumRateBps,
  purpose: demands.purpose,
  promisedDays: productVersions.promisedDays,
  appliedAt: applications.appliedAt,
} as const;
