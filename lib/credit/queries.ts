import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { groundFor, platformGround } from "../consent/index.ts";
import type { AccessVerdict, AuthorisationStage, RefusedVerdict } from "../consent/model.ts";
import type { PurposeCode } from "../consent/purposes.ts";
import type { Call } from "../operation/index.ts";
import { query } from "../operation/index.ts";
import type { IndicatorValues } from "./indicators.ts";
import { valuesFrom } from "./indicator-sql.ts";
import { buildProfile, type CoverageRow, type PartnerRow, type SeriesRow } from "./profile.ts";
import type { NamedRecord, Profile } from "./model.ts";

/** The gate's refusal is an answer, not an exception: its log line must be committed either way. */
export type Refused = Readonly<{
  granted: false;
  because: RefusedVerdict;
  /** What it is about: the attribute beyond fair use, the items not covered, the earliest day. */
  detail: Readonly<Record<string, unknown>> | null;
}>;
export type Disclosure = Readonly<{
  granted: true;
  accessId: number;
  items: readonly string[];
  /** The first day of the records: the look-back of the authorisation reaches no further. */
  fromDay: string;
  asOf: string;
  profile: Profile;
  facts: IndicatorValues;
  /** What the figures rest on, as far as this look covers it; `recordsBehind` tells which. */
  records: readonly NamedRecord[];
  /** By covered item, the version of the records that the facts are of; 0: none ever came. */
  versions: Readonly<Record<string, number>>;
}>;
/** An enterprise's look at itself, with its indicators of past months, the oldest first. */
export type OwnDisclosure = Disclosure & Readonly<{ history: readonly PastFacts[] }>;
/** `day`: the first after the month that they are of. */
export type PastFacts = Readonly<{ day: string; facts: IndicatorValues }>;

type RecordRow = Omit<NamedRecord, "monthsBack" | "endedOn" | "validUntil"> &
  Readonly<{ months_back: number; ended_on: string | null; valid_until: string | null }>;

type GateRow = Readonly<{
  verdict: AccessVerdict;
  detail: Readonly<Record<string, unknown>> | null;
  access_id: number;
  items: string[];
  from_day: string;
  as_of: string;
  series: SeriesRow[];
  partners: PartnerRow[];
  coverage: CoverageRow[];
  records: RecordRow[];
  indicators: Record<string, number | string | null>;
  versions: Record<string, number>;
  history: { day: string; indicators: Record<string, number | string | null> }[];
}>;

type ByAuthorisation = Readonly<{
  authorisationId: string;
  uscc: string;
  stage: AuthorisationStage;
  purposeCode: PurposeCode;
  /** null: all that the authorisation covers. */
  items: readonly string[] | null;
  /** The first day wanted; null: as far back as the authorisation reaches. */
  fromDay?: string | null;
  applicationId: string | null;
  /** Why, in words for the enterprise's access log. */
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
  const { hash } = await groundFor(db, ask.authorisationId);
  return disclosure(
    await gate(
      db,
      sql`select verdict, detail, access_id, items, from_day::text, as_of::text, series, partners, coverage, records, indicators, versions
        from credit.read_by_authorisation(${actor.accountId}::uuid, ${ask.authorisationId}::uuid, ${hash}::text, ${ask.uscc},
          ${ask.stage}, ${ask.purposeCode}, ${items}, ${ask.fromDay ?? null}::date, ${ask.applicationId}::uuid, ${ask.purpose})`,
    ),
  );
}

type Own = Readonly<{
  purpose: string;
  /** How many months before the last whole one to see the indicators of, from what is known of them today. */
  pastMonths?: number;
}>;

/** An enterprise's look at itself, logged like any other. */
export async function readOwn(
  { db, actor }: Call,
  { purpose, pastMonths = 0 }: Own,
): Promise<OwnDisclosure | Refused> {
  const uscc = actor.role === "enterprise" ? actor.uscc : "";
  const row = await gate(
    db,
    sql`select verdict, detail, access_id, items, from_day::text, as_of::text, series, partners, coverage, records, indicators,
        versions, history
      from credit.read_own(${actor.accountId}::uuid, ${uscc}, ${purpose}, ${pastMonths}::integer)`,
  );
  const disclosed = disclosure(row);
  if (!disclosed.granted) return disclosed;
  const history = row.history.map(({ day, indicators }) => ({
    day,
    facts: valuesFrom(indicators),
  }));
  return { ...disclosed, history };
}

type PlatformFacts = Readonly<{ granted: true; asOf: string; facts: IndicatorValues }>;

/** The platform's own processing of one enterprise, under the authorisation that it gave at registration. */
export async function readForPlatform(
  { db, actor }: Call,
  ask: Readonly<{ uscc: string; purpose: string }>,
): Promise<PlatformFacts | Refused> {
  const ground = await platformGround(db, ask.uscc);
  const row = await gate(
    db,
    sql`select verdict, detail, access_id, items, from_day::text, as_of::text, indicators
      from credit.read_for_platform(${actor.accountId}::uuid, ${ask.uscc}, ${ground?.authorisationId ?? null}::uuid,
        ${ground?.hash ?? null}::text, ${ask.purpose})`,
  );
  if (row.verdict !== "granted")
    return { granted: false, because: row.verdict, detail: row.detail };
  return { granted: true, asOf: row.as_of, facts: valuesFrom(row.indicators) };
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
  if (row.verdict !== "granted")
    return { granted: false, because: row.verdict, detail: row.detail };
  return {
    granted: true,
    accessId: row.access_id,
    items: row.items,
    fromDay: row.from_day,
    asOf: row.as_of,
    profile: buildProfile({
      asOf: row.as_of,
      items: row.items,
      series: row.series,
      partners: row.partners,
      coverage: row.coverage,
    }),
    facts: valuesFrom(row.indicators),
    records: row.records.map(({ months_back, ended_on, valid_until, ...name }) => ({
      ...name,
      monthsBack: months_back,
      endedOn: ended_on,
      validUntil: valid_until,
    })),
    versions: row.versions,
  };
}

const textArray = (values: readonly string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
