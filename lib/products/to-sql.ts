import { sql, type SQL } from "drizzle-orm";
import { indicatorTable } from "#db/schema/credit.ts";
import { enterprises } from "#db/schema/registry.ts";
import { problemsOf } from "./check.ts";
import { regionPrefix } from "./evaluate.ts";
import { demandFactsFrom, factOf, type DemandTerms } from "./facts.ts";
import type {
  Comparison,
  Condition,
  EligibilityRule,
  EligibilityVerdict,
  FactId,
} from "./model.ts";

/** Where each fact is found in a statement. */
export type FactInSql = (fact: FactId) => SQL;

/** The same condition over every enterprise at once: true, false, or null where the facts do not say. */
export function toSql(condition: Condition, factInSql: FactInSql): SQL<boolean | null> {
  const problems = problemsOf(condition);
  if (problems.length > 0) throw new Error(`not a condition: ${problems.join("；")}`);
  return build(condition, factInSql);
}

function build(condition: Condition, factInSql: FactInSql): SQL<boolean | null> {
  switch (condition.kind) {
    case "all":
    case "any": {
      const parts = condition.conditions.map((part) => build(part, factInSql));
      return sql`(${sql.join(parts, condition.kind === "all" ? sql` and ` : sql` or `)})`;
    }
    case "not":
      return sql`(not ${build(condition.condition, factInSql)})`;
    case "between":
      return sql`(${factInSql(condition.fact)} between ${constant(condition.low)} and ${constant(condition.high)})`;
    case "one_of":
      return sql`(${factInSql(condition.fact)} in ${listOf(condition.values)})`;
    case "none_of":
      return sql`(${factInSql(condition.fact)} not in ${listOf(condition.values)})`;
    case "in_regions": {
      const place = factInSql(condition.fact);
      const parts = condition.regions.map(
        (code) => sql`starts_with(${place}, ${regionPrefix(code)})`,
      );
      return sql`(${sql.join(parts, sql` or `)})`;
    }
    case "in_industries": {
      const trade = factInSql(condition.fact);
      const parts = condition.industries.map((code) => sql`starts_with(${trade}, ${code})`);
      return sql`(${sql.join(parts, sql` or `)})`;
    }
    default:
      return sql`(${factInSql(condition.fact)} ${operators[condition.kind]} ${constant(condition.value)})`;
  }
}

const operators: Readonly<Record<Comparison, SQL>> = {
  at_least: sql.raw(">="),
  at_most: sql.raw("<="),
  above: sql.raw(">"),
  below: sql.raw("<"),
};

/**
 * With its type, because a parameter would otherwise take the column's: 2.5 against an integer column
 * is an error to PostgreSQL, and so is a bound beyond its range.
 */
function constant(value: number | string | null, kind = typeof value): SQL {
  if (kind === "string") return sql`${value}::text`;
  const whole = value === null || Number.isSafeInteger(value);
  return whole ? sql`${value}::bigint` : sql`${value}::double precision`;
}

const listOf = (values: readonly string[]): SQL =>
  sql`(${sql.join(
    values.map((value) => constant(value)),
    sql`, `,
  )})`;

/**
 * Facts in a statement over `credit.indicator` joined with `registry.enterprise`; what belongs to the
 * demand is one demand's constants.
 */
export function factsInSql(demand: DemandTerms | null): FactInSql {
  const ofDemand: Readonly<Partial<Record<string, number | string | null>>> =
    demandFactsFrom(demand);
  return (fact) => {
    if (fact === "regionCode") return sql`${enterprises.regionCode}`;
    if (fact === "industryCode") return sql`${enterprises.industryCode}`;
    if (fact === "industrySection") return sql`left(${enterprises.industryCode}, 1)`;
    if (fact === "sizeClass") return sql`${enterprises.sizeClass}`;
    const value = ofDemand[fact];
    if (value !== undefined)
      return constant(value, factOf(fact).kind === "text" ? "string" : "number");
    return sql`${indicatorTable[fact as keyof typeof indicatorTable.$inferSelect]}`; // Only indicators are left.
  };
}

/** The verdict of all rules together, as text; the same priority as `decide`. */
export function verdictSql(
  rules: readonly EligibilityRule[],
  factInSql: FactInSql,
): SQL<EligibilityVerdict> {
  const held = rules.map(({ condition }) => toSql(condition, factInSql));
  const missed = (otherwise: EligibilityRule["otherwise"]) =>
    anyOf(
      held
        .filter((_, index) => rules[index]?.otherwise === otherwise)
        .map((part) => sql`${part} is false`),
    );
  return sql`case
    when ${missed("reject")} then 'REJECT'
    when ${anyOf(held.map((part) => sql`${part} is null`))} then 'INSUFFICIENT_DATA'
    when ${missed("review")} then 'REVIEW'
    else 'MATCH' end`;
}

const anyOf = (parts: readonly SQL[]): SQL =>
  parts.length === 0 ? sql`false` : sql`(${sql.join([...parts], sql` or `)})`;
