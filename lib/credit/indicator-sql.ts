import type { Sql } from "postgres";
import { indicatorFormulas } from "./indicator-formulas.ts";
import { scope, stepsOfOne } from "./indicator-series.ts";
import { indicators, type Indicator } from "./indicators.ts";

export type RefreshScope = Readonly<{
  /** Null: every registered enterprise. */
  usccs: readonly string[] | null;
  today: string;
  now: Date;
}>;

/** The column of `credit.indicator` that an indicator is kept in. */
export const columnOf = (id: string): string =>
  id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const typeOf = ({ kind, unit }: Indicator) =>
  kind === "text" ? "text" : unit === "分" ? "bigint" : "integer";

const columns = ["as_of", "computed_at", ...indicators.map(({ id }) => columnOf(id))];

/**
 * All indicators of some enterprises, from their current records. Each enterprise is asked by its
 * code, so the work grows with what is asked for and needs no room for sorting a province at once.
 */
const statement = `
with ${scope}
insert into credit.indicator (uscc, ${columns.join(", ")})
select s.uscc, s.as_of, $3::timestamptz, one.*
from scope s
cross join lateral (
  with ${stepsOfOne}
  select
${indicators.map((each) => `    (${indicatorFormulas[each.id]})::${typeOf(each)}`).join(",\n")}
  from invoiced i left join figure f on true
) one
on conflict (uscc) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(", ")}`;

/** Enterprises of one statement: enough to plan once for many, few enough to be over in a second or two. */
const PORTION = 1_000;

/**
 * Computes the indicators anew and returns how many enterprises were written. Safe to run at any time
 * and by several processes at once; an interrupted run leaves whole rows and can be repeated.
 */
export async function refreshIndicators(
  sql: Sql,
  { usccs, today, now }: RefreshScope,
): Promise<number> {
  let written = 0;
  for await (const portion of usccs === null ? registered(sql) : portionsOf(usccs)) {
    written += await sql.begin(async (tx) => {
      // Whoever writes last has read last: else a long refresh could undo what a short one has seen.
      await tx`select pg_advisory_xact_lock(hashtextextended('credit.indicator', 0))`;
      // Compiling some hundred expressions takes longer than evaluating them.
      await tx`set local jit = off`;
      const result = await tx.unsafe(statement, [portion, today, now.toISOString()]);
      return result.count;
    });
  }
  return written;
}

async function* registered(sql: Sql): AsyncGenerator<string[]> {
  let last = "";
  for (;;) {
    const rows = await sql<{ uscc: string }[]>`
      select uscc from registry.enterprise where uscc > ${last}::bpchar order by uscc limit ${PORTION}`;
    const final = rows.at(-1);
    if (!final) return;
    last = final.uscc;
    yield rows.map(({ uscc }) => uscc);
  }
}

function* portionsOf(usccs: readonly string[]): Generator<string[]> {
  for (let start = 0; start < usccs.length; start += PORTION) {
    yield usccs.slice(start, start + PORTION);
  }
}
