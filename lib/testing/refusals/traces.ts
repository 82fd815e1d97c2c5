import type { Sql } from "#db/client.ts";
import type { Ask, Situation } from "./situation.ts";

/** What a look may move: counts, what was given, and the scores that rest on it. */
export async function movedBy(sql: Sql, { authorisationId, scene, ask }: Situation) {
  const [authorisation] = await sql`
    select used_queries, window_used, window_start::text from consent.authorisation where id = ${authorisationId}`;
  const [given] = await sql`
    select (select count(*) from consent.disclosure d
        where d.authorisation_id = ${authorisationId} or d.uscc in (${ask.uscc}, ${scene.uscc}, ${scene.otherUscc})) as disclosures,
      (select count(*) from scoring.score s where s.uscc in (${ask.uscc}, ${scene.uscc}, ${scene.otherUscc})) as scores`;
  return { ...authorisation, ...given };
}

/** Lines of the access log about whomever a situation speaks of, each with its line in the audit log. */
export const linesOf = (sql: Sql, { ask, scene }: Situation) => sql`
  select l.*, l.from_day::text as first_day, c.kind, c.body::jsonb as body
  from consent.access_log l
  left join audit.line c on c.seq = l.chain_seq
    and c.chain in ('enterprise:' || l.uscc, case when l.uscc not in (select uscc from registry.enterprise) then 'platform' end)
  where l.uscc in (${ask.uscc}, ${scene.uscc}, ${scene.otherUscc}) order by l.id`;

/**
 * What the line of a refused look says, in the access log and in the audit log: who asked for what on
 * what ground, and why it was refused. To be matched against a line of `linesOf`.
 */
export function lineOf(made: Situation, ask: Ask, verdict: string, detail: unknown) {
  const { actor, authorisationId, uscc, stage, purposeCode, items, fromDay } = ask;
  const same = { uscc, stage, items: items ?? [], verdict, detail };
  const known = authorisationId === made.authorisationId ? authorisationId : null;
  return {
    ...same,
    purpose_code: purposeCode,
    account_id: actor.accountId,
    authorisation_id: known,
    first_day: fromDay,
    kind: "access",
    body: { ...same, purposeCode, accountId: actor.accountId, authorisationId: known, fromDay },
  };
}
