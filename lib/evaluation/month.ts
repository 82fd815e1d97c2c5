import type { Sql } from "postgres";
import { overIndicatorsAsOf } from "../credit/index.ts";
import { addDays, addMonths, dayOf, firstDay, monthOf, startOfDay } from "../kernel/calendar.ts";
import { regionPrefix, templatesInForceOver, type TemplateInForce } from "./in-force.ts";
import { evaluationToSql, textParameter } from "./to-sql.ts";

/**
 * Evaluates the last whole month, unless that has been done, and every month that was begun and not
 * finished. Returns how many months, and how many enterprises there are in them.
 */
export async function evaluateDueMonths(
  sql: Sql,
  now: Date,
): Promise<{ months: number; enterprises: number }> {
  const last = addMonths(monthOf(dayOf(now)), -1);
  const rows = await sql<{ month: string; done: boolean }[]>`
    select month, computed_at is not null as done from evaluation.month
    where computed_at is null or month = ${last} order by month`;
  const begun = rows.filter(({ done }) => !done).map(({ month }) => month);
  const due = rows.some(({ month }) => month === last) ? begun : [...begun, last];
  let enterprises = 0;
  for (const month of due) enterprises += await evaluateMonth(sql, month, now);
  return { months: due.length, enterprises };
}

/** The last whole months that a template was valid in, for a platform that has only begun; the rest are there. */
export async function evaluatePastMonths(sql: Sql, count: number, now: Date): Promise<number> {
  const present = monthOf(dayOf(now));
  const waiting = Array.from({ length: count }, (_, at) => addMonths(present, at - count));
  // No month needs another, and a platform that has only begun has nothing else to do.
  const lane = async (): Promise<number> => {
    const month = waiting.shift();
    return month === undefined ? 0 : (await evaluateMonth(sql, month, now)) + (await lane());
  };
  const [one, other] = await Promise.all([lane(), lane()]);
  return one + other;
}

/**
 * Evaluates every operating enterprise as it stood on the last day of a month, by the template in force
 * there on that day, and counts the grades. What is known is what was known when the month was evaluated
 * first, so that doing it again gives the same; it may be killed at any line. Returns how many
 * enterprises there are in it.
 */
export async function evaluateMonth(sql: Sql, month: string, now: Date): Promise<number> {
  const after = firstDay(addMonths(month, 1));
  const asOf = addDays(after, -1);
  const inForce = await templatesInForceOver(sql, { day: asOf, at: startOfDay(after) });
  if (inForce.length === 0) return 0;
  // Of two that begin at once one says what is known, and both go by that.
  const [begun] = await sql<{ knownAtMs: number; started: string }[]>`
    insert into evaluation.month as m (month, as_of, known_at, computed_at)
    values (${month}, ${asOf}::date, ${now.toISOString()}::timestamptz, null)
    on conflict (month) do update set month = m.month
    returning (extract(epoch from m.known_at) * 1000)::float8 as "knownAtMs", clock_timestamp()::text as started`;
  if (!begun) throw new Error(`month ${month} could not be begun`);

  const { texts, text } = textParameter(5);
  await overIndicatorsAsOf(
    sql,
    { asOf, knownAt: new Date(begun.knownAtMs) },
    resultsInto(inForce, text),
    [month, texts],
  );
  return await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('evaluation.month'))`;
    // Whoever was in it before, and is not any more.
    await tx`
      delete from evaluation.month_result
      where month = ${month} and computed_at < ${begun.started}::timestamptz`;
    await tx`delete from evaluation.month_count where month = ${month}`;
    await tx`delete from evaluation.month_template where month = ${month}`;
    for (const { hash, template } of inForce)
      await tx`
        insert into evaluation.month_template (month, hash, document)
        values (${month}, ${hash}, ${JSON.stringify(template)}::text::jsonb)`;
    await tx`
      insert into evaluation.month_count (month, template_hash, region_code, section, grade, enterprises)
      select r.month, r.template_hash, e.region_code, left(e.industry_code, 1), r.grade, count(*)
      from evaluation.month_result r join registry.enterprise e on e.uscc = r.uscc
      where r.month = ${month} group by 1, 2, 3, 4, 5`;
    await tx`update evaluation.month set computed_at = clock_timestamp() where month = ${month}`;
    const [counted] = await tx<{ enterprises: number }[]>`
      select coalesce(sum(enterprises), 0)::integer as enterprises
      from evaluation.month_count where month = ${month}`;
    return counted?.enterprises ?? 0;
  });
}

/** Each enterprise by the template of the smallest region that it lies in: those of others are left out. */
function resultsInto(inForce: readonly TemplateInForce[], text: (value: string) => string): string {
  const selects = inForce.map(({ template, hash }, at) => {
    const within = (other: TemplateInForce) =>
      `starts_with(e.region_code, ${text(regionPrefix(other.template))})`;
    const own = inForce[at];
    const smaller = inForce.slice(0, at).map((other) => `not ${within(other)}`);
    const evaluated = evaluationToSql(template, {
      keep: ["known.uscc"],
      from: "known join registry.enterprise e on e.uscc = known.uscc",
      where: [
        "e.status = 'operating' and e.established_on <= known.as_of",
        ...(own ? [within(own)] : []),
        ...smaller,
      ].join(" and "),
      text,
    });
    return `select uscc, $4::text, ${text(hash)}, score, grade, national_grade, known_bps, clock_timestamp() from (${evaluated}) evaluated`;
  });
  return `insert into evaluation.month_result (uscc, month, template_hash, score, grade, national_grade, known_bps, computed_at)
    ${selects.join("\nunion all ")}
    on conflict (uscc, month) do update set template_hash = excluded.template_hash, score = excluded.score,
      grade = excluded.grade, national_grade = excluded.national_grade, known_bps = excluded.known_bps, computed_at = excluded.computed_at`;
}
