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
 * All indicators of some enterprises or of all, from their current records. One statement, so that
 * every figure of an enterprise is of the same moment. Rows are written in the order of their codes,
 * so that two refreshes at once wait for each other and never for ever.
 */
const statement = `
with ${scope}
insert into credit.indicator (uscc, ${columns.join(", ")})
select s.uscc, s.as_of, $3::timestamptz, one.*
from scope s
cross join lateral (
  with ${stepsOfOne}
  select
${indicators.map((indicator) => `    (${indicatorFormulas[indicator.id]})::${typeOf(indicator)}`).join(",\n")}
  from invoiced i left join figure f on true
) one
order by s.uscc
on conflict (uscc) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(", ")}`;

/** Computes the indicators anew and returns how many enterprises were written. */
export async function refreshIndicators(sql: Sql, { usccs, today, now }: RefreshScope): Promise<number> {
  if (usccs?.length === 0) return 0;
  const codes = usccs === null ? null : [...usccs];
  const written = await sql.unsafe(statement, [codes, today, now.toISOString()]);
  return written.count;
}
