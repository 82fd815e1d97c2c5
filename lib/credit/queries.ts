import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import type { AccessVerdict, AuthorisationStage } from "../consent/model.ts";
import type { Call } from "../operation/index.ts";
import { query } from "../operation/index.ts";
import { indicators, type IndicatorId, type IndicatorValues } from "./indicators.ts";
import { columnOf } from "./indicator-sql.ts";
import { buildProfile, type CoverageRow, type PartnerRow, type SeriesRow } from "./profile.ts";
import type { Profile } from "./model.ts";

/** The gate's refusal is an answer, not an exception: its log line must be committed either way. */
export type Refused = Readonly<{ granted: false; because: Exclude<AccessVerdict, "granted"> }>;
export type Disclosure = Readonly<{
  granted: true;
  accessId: number;
  items: readonly string[];
  asOf: string;
  profile: Profile;
  facts: IndicatorValues;
}>;

type GateRow = Readonly<{
  verdict: AccessVerdict;
  access_id: number;
  items: string[];
  as_of: string;
  series: SeriesRow[];
  partners: PartnerRow[];
  coverage: CoverageRow[];
  indicators: Record<string, number | string | null>;
}>;

type ByAuthorisation = Readonly<{
  authorisationId: string;
  uscc: string;
  stage: AuthorisationStage;
  /** null: all that the authorisation covers. */
  items: readonly string[] | null;
  applicationId: string;
  purpose: string;
}>;

/**
 * Reads one enterprise's records under one authorisation, and uses up one query of it. Not to be
 * called in a transaction that may roll back: the line in the access log would go with it.
 */
export async function readByAuthorisation(
  { db, actor }: Call,
  ask: ByAuthorisation,
): Promise<Disclosure | Refused> {
  const items = ask.items === null ? sql`null::text[]` : sql`${textArray(ask.items)}`;
  return disclosure(
    await gate(
      db,
      sql`select verdict, access_id, items, as_of::text, series, partners, coverage, indicators
        from credit.read_by_authorisation(${actor.accountId}::uuid, ${ask.authorisationId}::uuid, ${ask.uscc}, ${ask.stage}, ${items}, ${ask.applicationId}::uuid, ${ask.purpose})`,
    ),
  );
}

/** An enterprise's look at itself, logged like any other. */
export async function readOwn(
  { db, actor }: Call,
  ask: Readonly<{ purpose: string }>,
): Promise<Disclosure | Refused> {
  const uscc = actor.role === "enterprise" ? actor.uscc : "";
  return disclosure(
    await gate(
      db,
      sql`select verdict, access_id, items, as_of::text, series, partners, coverage, indicators
        from credit.read_own(${actor.accountId}::uuid, ${uscc}, ${ask.purpose})`,
    ),
  );
}

type PlatformFacts = Readonly<{ granted: true; asOf: string; facts: IndicatorValues }>;

/** The platform's own processing of one enterprise, under the authorisation that it gave at registration. */
export async function readForPlatform(
  { db, actor }: Call,
  ask: Readonly<{ uscc: string; purpose: string }>,
): Promise<PlatformFacts | Refused> {
  const row = await gate(
    db,
    sql`select verdict, access_id, items, as_of::text, indicators
      from credit.read_for_platform(${actor.accountId}::uuid, ${ask.uscc}, ${ask.purpose})`,
  );
  if (row.verdict !== "granted") return { granted: false, because: row.verdict };
  return { granted: true, asOf: row.as_of, facts: factsFrom(row.indicators) };
}

/** The enterprise's own profile page. */
export const readOwnProfile = query("credit.read_own", z.object({}), (call) =>
  readOwn(call, { purpose: "企业查看本企业信用档案" }),
);

async function gate(db: Db, statement: ReturnType<typeof sql>): Promise<GateRow> {
  const [row] = await db.execute<GateRow>(statement);
  if (!row) throw new Error("the gate gave no answer");
  return row;
}

function disclosure(row: GateRow): Disclosure | Refused {
  if (row.verdict !== "granted") return { granted: false, because: row.verdict };
  return {
    granted: true,
    accessId: row.access_id,
    items: row.items,
    asOf: row.as_of,
    profile: buildProfile({
      asOf: row.as_of,
      items: row.items,
      series: row.series,
      partners: row.partners,
      coverage: row.coverage,
    }),
    facts: factsFrom(row.indicators),
  };
}

const columns = indicators.map(({ id }) => ({ id, column: columnOf(id) }));

/** Every indicator has a place; what the gate left out is unknown. */
function factsFrom(found: Record<string, number | string | null>): IndicatorValues {
  const entries = columns.map(({ id, column }) => [id, found[column] ?? null] as const);
  return Object.fromEntries(entries) as Record<IndicatorId, number | string | null>; // One entry for each id.
}

const textArray = (values: readonly string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
