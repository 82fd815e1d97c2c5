import { and, asc, eq, gte, like, lt, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { accessLog } from "#db/schema/consent.ts";
import { enterprises, institutions, regions } from "#db/schema/registry.ts";
import type { ActorOf } from "../access/model.ts";
import { addMonths, dayOf, firstDay, monthOf, startOfDay, type Month } from "../kernel/calendar.ts";
import { query } from "../operation/index.ts";
import type { AccessVerdict, AuthorisationStage } from "./model.ts";
import { purposeCodes, purposes } from "./purposes.ts";

const SERIES_MONTHS = 13;

const Asked = z.object({
  /** The month of today unless told otherwise. */
  month: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, { error: "月份请按“年-月”填写，例如 2026-10。" })
    .optional(),
  purpose: z.enum(purposeCodes).optional().catch(undefined),
});

/** How often was looked, and with what answer. */
export type Looks = Readonly<{ granted: number; denied: number }>;
export type LooksOf = Looks & Readonly<{ code: string; name: string }>;

type CountRow = Readonly<{
  month: Month;
  institutionId: string | null;
  institutionName: string | null;
  stage: AuthorisationStage;
  purpose: string | null;
  verdict: AccessVerdict;
  looks: number;
}>;

/**
 * How often institutions and the platform looked at the region's enterprises, by month, institution,
 * purpose and answer: counts, of no one enterprise. What enterprises look up of themselves is left out.
 */
export const accessStatistics = query(
  "consent.access_statistics",
  Asked,
  async ({ db, actor, now }, asked) => {
    const month = asked.month ?? monthOf(dayOf(now));
    const first = addMonths(month, 1 - SERIES_MONTHS);
    const months = Array.from({ length: SERIES_MONTHS }, (_, index) => addMonths(first, index));
    const [rows, [region], known] = await Promise.all([
      countsOf(db, actor, { first, end: addMonths(month, 1) }),
      db.select({ name: regions.name }).from(regions).where(eq(regions.code, actor.regionCode)),
      db
        .select({ id: institutions.id, name: institutions.name })
        .from(institutions)
        .orderBy(asc(institutions.name)),
    ]);
    const asking = rows.filter((row) => !asked.purpose || purposeIn(row).code === asked.purpose);
    const ofMonth = asking.filter((row) => row.month === month);
    return {
      month,
      purpose: asked.purpose ?? null,
      regionName: region?.name ?? actor.regionCode,
      institutions: known,
      months,
      series: months.map((each) => ({
        month: each,
        ...sumOf(asking.filter((row) => row.month === each)),
      })),
      total: sumOf(ofMonth),
      byInstitution: grouped(ofMonth, granteeIn),
      byPurpose: grouped(ofMonth, purposeIn),
      refusals: grouped(
        ofMonth.filter(({ verdict }) => verdict !== "granted"),
        ({ verdict }) => ({ code: verdict, name: verdict }),
      ).map(({ code, denied }) => ({ verdict: code as AccessVerdict, looks: denied })), // The codes are verdicts.
      /** Every institution over all months. */
      course: grouped(asking, granteeIn).map(({ code, name }) => ({
        code,
        name,
        months: months.map((each) =>
          sumOf(asking.filter((row) => row.month === each && granteeIn(row).code === code)),
        ),
      })),
    };
  },
);
export type AccessStatistics = Awaited<ReturnType<typeof accessStatistics>>;

async function countsOf(
  db: Db,
  actor: ActorOf<"regulator">,
  { first, end }: Readonly<{ first: Month; end: Month }>,
) {
  const month = sql<string>`to_char(${accessLog.at} at time zone 'Asia/Shanghai', 'YYYY-MM')`;
  const rows: CountRow[] = await db
    .select({
      month,
      institutionId: accessLog.institutionId,
      institutionName: institutions.name,
      stage: accessLog.stage,
      purpose: accessLog.purposeCode,
      verdict: accessLog.verdict,
      looks: sql<number>`count(*)::int`,
    })
    .from(accessLog)
    .leftJoin(enterprises, eq(enterprises.uscc, accessLog.uscc))
    .leftJoin(institutions, eq(institutions.id, accessLog.institutionId))
    .where(
      and(
        inRegion(actor),
        sql`${accessLog.stage} <> 'own'`,
        gte(accessLog.at, startOfDay(firstDay(first))),
        lt(accessLog.at, startOfDay(firstDay(end))),
      ),
    )
    .groupBy(
      sql`1`,
      accessLog.institutionId,
      institutions.name,
      accessLog.stage,
      accessLog.purposeCode,
      accessLog.verdict,
    );
  return rows;
}

/**
 * Region codes are prefixes: 520000 covers all that begins with 52. A code that no enterprise bears
 * belongs to no region; whoever looked for it is everybody's concern.
 */
export const inRegion = ({ regionCode }: ActorOf<"regulator">): SQL =>
  sql`(${like(enterprises.regionCode, `${regionCode.replace(/(00)+$/, "")}%`)} or ${enterprises.uscc} is null)`;

const granteeIn = ({ institutionId, institutionName, stage }: CountRow) =>
  institutionId === null
    ? stage === "platform"
      ? { code: "platform", name: "信桥平台（评分与匹配）" }
      : { code: "none", name: "不属于任何机构" }
    : { code: institutionId, name: institutionName ?? institutionId };

/** What was looked up before purposes had codes is told by its stage. */
function purposeIn({ purpose, stage }: CountRow) {
  const found =
    purposes.find(({ code }) => code === purpose) ??
    purposes.find((one) => purpose === null && one.stage === stage);
  return found ? { code: found.code, name: found.name } : { code: "other", name: "其他用途" };
}

const sumOf = (rows: readonly CountRow[]): Looks => {
  const sum = (some: readonly CountRow[]) => some.reduce((total, { looks }) => total + looks, 0);
  return {
    granted: sum(rows.filter(({ verdict }) => verdict === "granted")),
    denied: sum(rows.filter(({ verdict }) => verdict !== "granted")),
  };
};

type Name = Readonly<{ code: string; name: string }>;

/** The most looked first. */
const grouped = (rows: readonly CountRow[], by: (row: CountRow) => Name): LooksOf[] =>
  [...Map.groupBy(rows, (row) => by(row).code)]
    .flatMap(([, own]) => (own[0] ? [{ ...by(own[0]), ...sumOf(own) }] : []))
    .sort((one, other) => other.granted + other.denied - one.granted - one.denied);
