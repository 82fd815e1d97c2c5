import type { Sql } from "postgres";

/** So many failures on end open the breaker. */
const FAILURES = 5;
/** How long it stays open; then one question is let through, and its outcome decides. */
const OPEN_SECONDS = 60;

export type Admission =
  | Readonly<{ admitted: true }>
  | Readonly<{ admitted: false; because: "open"; until: Date }>
  | Readonly<{ admitted: false; because: "quota" }>;

type Asking = Readonly<{ departmentId: string; dailyQuota: number; now: Date; day: string }>;

/**
 * Whether a department may be asked once more, and counts the question. One statement, so that of
 * many who wait for an open breaker's end one makes the trial: it opens the breaker behind itself.
 */
export async function admit(
  sql: Sql,
  { departmentId, dailyQuota, now, day }: Asking,
): Promise<Admission> {
  const at = now.toISOString();
  await sql`
    insert into intake.source (department_id) values (${departmentId}) on conflict do nothing`;
  const admitted = await sql`
    update intake.source set
      open_until = case when open_until is null then null else ${at}::timestamptz + make_interval(secs => ${OPEN_SECONDS}) end,
      quota_used = case when quota_day = ${day}::date then quota_used + 1 else 1 end,
      quota_day = ${day}::date
    where department_id = ${departmentId}
      and (open_until is null or open_until <= ${at}::timestamptz)
      and (quota_day is distinct from ${day}::date or quota_used < ${dailyQuota})
    returning department_id`;
  if (admitted.length > 0) return { admitted: true };
  const [source] = await sql<{ openUntil: Date | null }[]>`
    select open_until as "openUntil" from intake.source where department_id = ${departmentId}`;
  const until = source?.openUntil;
  return until && until > now
    ? { admitted: false, because: "open", until }
    : { admitted: false, because: "quota" };
}

/** The department answered, whatever it said: failures are counted anew and the breaker is closed. */
export async function noteAnswer(sql: Sql, departmentId: string): Promise<void> {
  await sql`
    update intake.source set failures = 0, open_until = null
    where department_id = ${departmentId} and (failures > 0 or open_until is not null)`;
}

/** It did not answer, or not sensibly. */
export async function noteFailure(sql: Sql, departmentId: string, now: Date): Promise<void> {
  await sql`
    update intake.source set
      failures = failures + 1,
      open_until = case when failures + 1 >= ${FAILURES}
        then ${now.toISOString()}::timestamptz + make_interval(secs => ${OPEN_SECONDS}) else open_until end
    where department_id = ${departmentId}`;
}
