import { and, count, desc, eq, isNotNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import {
  codeReviews,
  enterprises,
  industries,
  institutions,
  regions,
} from "#db/schema/registry.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query } from "../operation/index.ts";

const enterpriseColumns = {
  uscc: enterprises.uscc,
  name: enterprises.name,
  legalRepresentative: enterprises.legalRepresentative,
  regionCode: enterprises.regionCode,
  regionName: regions.name,
  industryCode: enterprises.industryCode,
  industryName: industries.name,
  sizeClass: enterprises.sizeClass,
  establishedOn: enterprises.establishedOn,
  registeredCapitalFen: enterprises.registeredCapitalFen,
  status: enterprises.status,
  observedOn: enterprises.observedOn,
} as const;

/** One enterprise as it is registered; null when the code is not in the registry. */
export async function findEnterprise(db: Db, uscc: string) {
  const [row] = await db
    .select(enterpriseColumns)
    .from(enterprises)
    .innerJoin(regions, eq(regions.code, enterprises.regionCode))
    .innerJoin(industries, eq(industries.code, enterprises.industryCode))
    .where(eq(enterprises.uscc, uscc));
  return row ?? null;
}
export type RegisteredEnterprise = NonNullable<Awaited<ReturnType<typeof findEnterprise>>>;

/** The signed-in enterprise's own registration. */
export const readOwnRegistration = query(
  "registry.read_own",
  z.object({}),
  async ({ db, actor }) => {
    const found = await findEnterprise(db, actor.uscc);
    if (!found) throw new Refusal("not_found", "registry.not_found", "登记信息中未找到本企业。");
    return found;
  },
);

/** Whether the operator has let this failing code through. */
export async function isCodeAccepted(db: Db, uscc: string): Promise<boolean> {
  const [row] = await db
    .select({ id: codeReviews.id })
    .from(codeReviews)
    .where(and(eq(codeReviews.uscc, uscc), eq(codeReviews.status, "accepted")))
    .limit(1);
  return row !== undefined;
}

/** Codes that wait for the operator, then the decided ones. */
export const listCodeReviews = query("registry.review_code", z.object({}), ({ db }) =>
  db
    .select({
      id: codeReviews.id,
      uscc: codeReviews.uscc,
      enterpriseName: codeReviews.enterpriseName,
      contactPhone: codeReviews.contactPhone,
      brokenRule: codeReviews.brokenRule,
      status: codeReviews.status,
      requestedAt: codeReviews.requestedAt,
      decidedAt: codeReviews.decidedAt,
      reason: codeReviews.reason,
    })
    .from(codeReviews)
    .orderBy(sql`${codeReviews.status} = 'pending' desc`, desc(codeReviews.requestedAt))
    .limit(100),
);

/** Places and industries that the operator may register an enterprise under. */
export const registrationChoices = query("registry.review_code", z.object({}), async ({ db }) => ({
  regions: await db
    .select({ code: regions.code, name: regions.name })
    .from(regions)
    .where(and(eq(regions.level, "city"), eq(regions.parent, "520000")))
    .orderBy(regions.code),
  industries: await db
    .select({ code: industries.code, name: industries.name })
    .from(industries)
    .where(and(isNotNull(industries.parent), sql`length(${industries.code}) = 3`))
    .orderBy(industries.code),
}));

/** How many subjects the platform knows, for the operator's overview. */
export const registryOverview = query("registry.overview", z.object({}), async ({ db }) => {
  const one = async (
    table: typeof enterprises | typeof institutions | typeof codeReviews,
    where?: ReturnType<typeof eq>,
  ) => {
    const [row] = await db.select({ n: count() }).from(table).where(where);
    return row?.n ?? 0;
  };
  return {
    enterprises: await one(enterprises),
    institutions: await one(institutions),
    pendingCodeReviews: await one(codeReviews, eq(codeReviews.status, "pending")),
  };
});
