import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { dayOf } from "../../kernel/calendar.ts";
import { makeUscc } from "../../kernel/uscc.ts";
import type { Firm } from "./firm-file.ts";
import { industryFromName } from "./industry.ts";

const REGION = "520100";
const PREFIX = `91${REGION}`;
/** Above the serials that invented provinces count from 1. */
const FIRST_SERIAL = 400_000_000;
const SERIALS = 400_000_000;

/**
 * Puts the firms of a file on the register, each under a made-up code that follows from its id alone,
 * and says which code is whose. A firm that is there already keeps its row as it is.
 */
export async function registerFirms(
  sql: Sql,
  firms: readonly Firm[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  return await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('intake.firms', 0))`;
    const ids = firms.map(({ originalId }) => originalId);
    const held = await tx<{ original_id: string; uscc: string }[]>`
      select original_id, uscc from registry.enterprise where original_id = any(${ids})`;
    const codes = new Map(held.map(({ original_id, uscc }) => [original_id, uscc]));
    const made = await tx<
      { uscc: string }[]
    >`select uscc from registry.enterprise where uscc like ${`${PREFIX}%`}`;
    const taken = new Set(made.map(({ uscc }) => uscc));
    const added = firms.filter(({ originalId }) => !codes.has(originalId));
    for (const { originalId } of added) codes.set(originalId, codeFor(originalId, taken));

    const rows = added.map(({ originalId, name }) => ({
      uscc: codes.get(originalId),
      name,
      industry: industryFromName(name),
      size: name.startsWith("个体") ? "micro" : "small",
      original: originalId,
    }));
    // Until its invoices are in, the day of the import stands for the day of its founding.
    await tx`
      insert into registry.enterprise
        (uscc, name, region_code, industry_code, size_class, established_on, status, original_id, registered_at)
      select uscc, name, ${REGION}, industry, size, ${dayOf(now)}::date, 'operating', original, ${now.toISOString()}::timestamptz
      from json_to_recordset(${JSON.stringify(rows)}::text::json)
        as firm (uscc text, name text, industry text, size text, original text)`;
    return codes;
  });
}

/** Two ids in many millions meet in one serial; the later one then takes the next that is free. */
function codeFor(originalId: string, taken: Set<string>): string {
  const start = createHash("sha256").update(originalId).digest().readUIntBE(0, 6);
  for (let step = 0; ; step++) {
    const code = makeUscc(PREFIX, FIRST_SERIAL + ((start + step) % SERIALS));
    if (taken.has(code)) continue;
    taken.add(code);
    return code;
  }
}

/**
 * Where the history of the firms ends: the last day on which any of them had an invoice, the same for
 * all, so that a firm that stopped earlier is seen to have stopped. They begin with their first month.
 */
export async function observeFirms(sql: Sql, usccs: readonly string[]): Promise<string | null> {
  const [seen] = await sql<{ last: string | null }[]>`
    select max(period)::text as last from credit.record
    where item = 'invoice' and superseded_at is null and uscc = any(${usccs}::text[]::char(18)[])`;
  const last = seen?.last ?? null;
  if (last === null) return null;
  await sql`
    with seen as (
      select uscc, date_trunc('month', min(period)::timestamp)::date as first from credit.record
      where item = 'invoice' and superseded_at is null and uscc = any(${usccs}::text[]::char(18)[])
      group by uscc)
    update registry.enterprise firm
    set observed_on = ${last}::date, established_on = coalesce(seen.first, least(firm.established_on, ${last}::date))
    from registry.enterprise self left join seen on seen.uscc = self.uscc
    where firm.uscc = self.uscc and firm.uscc = any(${usccs}::text[]::char(18)[])
      and (firm.observed_on is distinct from ${last}::date
        or firm.established_on <> coalesce(seen.first, least(firm.established_on, ${last}::date)))`;
  return last;
}
