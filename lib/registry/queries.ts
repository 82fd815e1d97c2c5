import { and, asc, count, desc, eq, isNotNull, ne, sql } from "drizzle-orm";
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
import { masked, maskPhone } from "./personal.ts";

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

const REVIEWS_PER_PAGE = 20;

/** Where a page ended: the instant and the id of its last row. An unreadable one means the first page. */
const Cursor = z
  .string()
  .transform((text) => text.split("_"))
  .pipe(z.tuple([z.iso.datetime(), z.uuid()]))
  .optional()
  .catch(undefined);

/** Codes that wait for the operator, whoever has waited longest first, page by page. */
export const pendingCodeReviews = query(
  "registry.review_code",
  z.object({ after: Cursor }),
  async ({ db }, { after }) => {
    const pending = eq(codeReviews.status, "pending");
    const beyond = after
      ? sql`(${codeReviews.requestedAt}, ${codeReviews.id}) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : undefined;
    const rows = await db
      .select({
        id: codeReviews.id,
        uscc: codeReviews.uscc,
        enterpriseName: codeReviews.enterpriseName,
        sealedPhone: codeReviews.contactPhone,
        requestedAt: codeReviews.requestedAt,
      })
      .from(codeReviews)
      .where(and(pending, beyond))
      .orderBy(asc(codeReviews.requestedAt), asc(codeReviews.id))
      .limit(REVIEWS_PER_PAGE + 1);
    const [waiting] = await db.select({ count: count() }).from(codeReviews).where(pending);
    const { page, after: next } = cut(rows, ({ requestedAt }) => requestedAt);
    const shown = page.map(({ sealedPhone, ...row }) => ({
      ...row,
      /** Masked; null where the seal does not open. */
      contactPhone: masked(row.uscc, "reviewPhone", sealedPhone, maskPhone).text,
    }));
    return { page: shown, after: next, total: waiting?.count ?? 0 };
  },
);

/** Codes that were decided, the last decision first, page by page. */
export const decidedCodeReviews = query(
  "registry.review_code",
  z.object({ after: Cursor }),
  async ({ db }, { after }) => {
    const beyond = after
      ? sql`(${codeReviews.decidedAt}, ${codeReviews.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : undefined;
    const rows = await db
      .select({
        id: codeReviews.id,
        uscc: codeReviews.uscc,
        enterpriseName: codeReviews.enterpriseName,
        status: codeReviews.status,
        decidedAt: codeReviews.decidedAt,
        reason: codeReviews.reason,
      })
      .from(codeReviews)
      .where(and(ne(codeReviews.status, "pending"), beyond))
      .orderBy(desc(codeReviews.decidedAt), desc(codeReviews.id))
      .limit(REVIEWS_PER_PAGE + 1);
    return cut(rows, ({ decidedAt }) => decidedAt);
  },
);

/** Cuts a page out of one row more than it holds, and says where the next begins. */
function cut<Row extends { id: string }>(rows: readonly Row[], at: (row: Row) => Date | null) {
  const page = rows.slice(0, REVIEWS_PER_PAGE);
  const last = rows.length > REVIEWS_PER_PAGE ? page.at(-1) : undefined;
  return { page, after: last && `${at(last)?.toISOString()}_${last.id}` };
}

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
