import { getTableColumns, sql, type AnyColumn, type SQL } from "drizzle-orm";
import { indicatorTable } from "#db/schema/credit.ts";
import { preparation } from "./inputs.ts";
import type { Characteristic, Condition, Predicate, Scorecard, Veto } from "./model.ts";

export type ScoreInSql = Readonly<{
  /** Null where no attribute of some characteristic is true. */
  total: SQL<number | null>;
  vetoed: SQL<boolean>;
  /** Null without a total, or for a card without grades. */
  grade: SQL<string | null>;
}>;

/**
 * The same card over all of `credit.indicator` at once. SQL's three truth values are PMML's, and a
 * CASE takes the first branch that is true, as a characteristic does. Refuses what SQL does not do the
 * same bit for bit: computed points, and inputs that are replaced.
 */
export function scoreToSql(card: Scorecard): ScoreInSql {
  if (preparation(card)) throw new RangeError(`${card.id}: inputs that are replaced, in SQL`);
  const points = card.characteristics.map((one) => pointsToSql(one, isWhole(card)));
  const base = isWhole(card) ? figure(card.initialScore) : double(card.initialScore);
  const vetoes = card.vetoes.map(vetoToSql);
  // From left to right, as the engine in memory adds up: the order decides the last bit of a fraction.
  const total = sql<number | null>`(${sql.join([base, ...points], sql` + `)})`;
  const vetoed =
    vetoes.length > 0 ? sql<boolean>`(${sql.join(vetoes, sql` or `)})` : sql<boolean>`false`;
  return { total, vetoed, grade: gradeToSql(card, total, vetoed) };
}

/** Whole points add up as integers; one fraction makes all of them doubles, as they are in memory. */
const isWhole = ({ initialScore, characteristics }: Scorecard): boolean =>
  Number.isSafeInteger(initialScore) &&
  characteristics.every(({ attributes }) =>
    attributes.every(({ points }) => typeof points === "number" && Number.isSafeInteger(points)),
  );

function pointsToSql({ id, fact, attributes }: Characteristic, whole: boolean): SQL {
  const cases = attributes.map(({ when, points }) => {
    if (typeof points !== "number") throw new RangeError(`${id}: computed points, in SQL`);
    return sql`when ${conditionToSql(when, fact)} then ${whole ? figure(points) : double(points)}`;
  });
  return sql`case ${sql.join(cases, sql` `)} end`;
}

function conditionToSql(when: Condition, fact: string): SQL {
  switch (when.kind) {
    case "otherwise":
      return sql`true`;
    case "missing":
      return sql`${columnOf(fact)} is null`;
    case "values":
      return isIn(fact, when.values);
    case "interval": {
      const column = columnOf(fact);
      const { from, to } = when;
      const ends = [
        ...(from
          ? [sql`${column} ${sql.raw(from.closed ? ">=" : ">")} ${figure(from.value)}`]
          : []),
        ...(to ? [sql`${column} ${sql.raw(to.closed ? "<=" : "<")} ${figure(to.value)}`] : []),
      ];
      return ends.length > 0 ? sql.join(ends, sql` and `) : sql`${column} is not null`;
    }
    case "predicate":
      return predicateToSql(when.predicate);
  }
}

const operators = {
  equal: "=",
  notEqual: "<>",
  lessThan: "<",
  lessOrEqual: "<=",
  greaterThan: ">",
  greaterOrEqual: ">=",
} as const;

function predicateToSql(predicate: Predicate): SQL {
  switch (predicate.kind) {
    case "true":
      return sql`true`;
    case "false":
      return sql`false`;
    case "missing":
      return sql`${columnOf(predicate.fact)} ${sql.raw(predicate.is ? "is null" : "is not null")}`;
    case "set": {
      const within = isIn(predicate.fact, predicate.values);
      return predicate.isIn ? within : sql`(not ${within})`;
    }
    case "compare": {
      const operator = sql.raw(operators[predicate.operator]);
      return sql`${columnOf(predicate.fact)} ${operator} ${literal(predicate.value)}`;
    }
    case "compound": {
      const parts = predicate.of.map((one) => sql`(${predicateToSql(one)})`);
      if (predicate.operator === "surrogate") return sql`coalesce(${sql.join(parts, sql`, `)})`;
      // Odd parity is a chain of inequalities; one unknown makes it unknown, in SQL as in PMML.
      const word = predicate.operator === "xor" ? "<>" : predicate.operator;
      return parts.reduce((chain, part) => sql`(${chain} ${sql.raw(word)} ${part})`);
    }
  }
}

function isIn(fact: string, values: readonly (number | string)[]): SQL {
  const column = columnOf(fact);
  // An empty list is no SQL; unknown stays unknown, and anything known is not in it.
  if (values.length === 0) return sql`(case when ${column} is null then null else false end)`;
  return sql`(${column} in (${sql.join(values.map(literal), sql`, `)}))`;
}

/** Unknown does not veto, so null becomes false. */
const vetoToSql = ({ fact, when }: Veto): SQL =>
  sql`coalesce(${conditionToSql(when, fact)}, false)`;

function gradeToSql({ grades }: Scorecard, total: SQL, vetoed: SQL): SQL<string | null> {
  const lowest = grades.at(-1);
  if (!lowest) return sql<string | null>`null::text`;
  const name = (grade: string) => sql`${grade}::text`;
  const reached = grades.map(
    ({ grade, from }) => sql`when ${total} >= ${figure(from)} then ${name(grade)}`,
  );
  return sql<
    string | null
  >`case when ${total} is null then null when ${vetoed} then ${name(lowest.grade)} ${sql.join(reached, sql` `)} else ${name(lowest.grade)} end`;
}

const columns: Readonly<Record<string, AnyColumn>> = getTableColumns(indicatorTable);

function columnOf(fact: string): AnyColumn {
  const column = Object.hasOwn(columns, fact) ? columns[fact] : undefined;
  if (!column) throw new RangeError(`${fact} is not a column of credit.indicator`);
  return column;
}

const literal = (value: number | string): SQL =>
  typeof value === "number" ? figure(value) : sql`${value}::text`;

/** Written out, not passed: a card has hundreds of figures. Nothing but a number can come out of this. */
function figure(value: number): SQL {
  return Number.isSafeInteger(value) ? sql.raw(`(${value})`) : double(value);
}

function double(value: number): SQL {
  if (!Number.isFinite(value)) throw new RangeError(`not a figure: ${value}`);
  return sql.raw(`('${value}'::float8)`);
}
