import { sql, type SQL } from "drizzle-orm";
import { indicatorTable } from "#db/schema/credit.ts";
import type { Characteristic, Scorecard, Veto } from "./model.ts";

export type ScoreInSql = Readonly<{ total: SQL<number>; vetoed: SQL<boolean> }>;

/** The same card over all of `credit.indicator` at once: the total, and whether a veto applies. */
export function scoreToSql(card: Scorecard): ScoreInSql {
  const points = card.characteristics.map(pointsToSql);
  const vetoes = card.vetoes.map(vetoToSql);
  return {
    total: sql`(${sql.join([whole(card.basePoints), ...points], sql` + `)})`,
    vetoed: vetoes.length > 0 ? sql`(${sql.join(vetoes, sql` or `)})` : sql`false`,
  };
}

function pointsToSql({ fact, attributes, missing }: Characteristic): SQL {
  const column = indicatorTable[fact];
  const cases =
    attributes.kind === "bins"
      ? attributes.bins.map(
          ({ below, points }) => sql`when ${column} < ${whole(below)} then ${whole(points)}`,
        )
      : attributes.categories.map(
          ({ values, points }) => sql`when ${column} in ${textList(values)} then ${whole(points)}`,
        );
  const otherwise = whole(attributes.otherwise);
  return sql`case when ${column} is null then ${whole(missing)} ${sql.join(cases, sql` `)} else ${otherwise} end`;
}

/** Unknown does not veto, so null becomes false. */
function vetoToSql({ fact, atLeast, oneOf }: Veto): SQL {
  const column = indicatorTable[fact];
  const applies =
    atLeast === undefined
      ? sql`${column} in ${textList(oneOf ?? [])}`
      : sql`${column} >= ${whole(atLeast)}`;
  return sql`coalesce(${applies}, false)`;
}

/** Written out, not passed: a card has hundreds of figures, and `defineScorecard` saw that they are whole. */
function whole(value: number): SQL {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return sql.raw(`(${value})`);
}

const textList = (values: readonly string[]): SQL =>
  sql`(${sql.join(
    values.map((value) => sql`${value}::text`),
    sql`, `,
  )})`;
