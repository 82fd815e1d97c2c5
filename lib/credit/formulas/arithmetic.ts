/** What formulas are written with. All of them are SQL over the steps' sums. */

export const when = (condition: string, value: string) =>
  `case when ${condition} then ${value} end`;

/** A ratio in basis points before it is rounded; unknown unless the denominator is positive. */
export const bps = (part: string, whole: string) =>
  when(`(${whole}) > 0`, `(${part})::float8 * 10000 / (${whole})::float8`);

const LIMIT_BPS = 1_000_000;
/**
 * A ratio as it is kept: half away from zero, at most a hundred times either way. Exact for amounts
 * below 900 billion 分; beyond, the last point may round.
 */
export const rounded = (ratio: string) =>
  // `least` and `greatest` pass over a null.
  when(
    `${ratio} is not null`,
    `least(greatest(trunc(${ratio} + 0.5 * sign(${ratio})), -${LIMIT_BPS}), ${LIMIT_BPS})`,
  );

export const growth = (now: string, earlier: string) => bps(`${now} - ${earlier}`, earlier);

/** How much the regression line over twelve months rises in a month, by the months' mean. */
export const trend = (tilted: string, total: string) => bps(`6 * ${tilted}`, `143 * ${total}`);

/** The standard deviation of twelve months by their mean, with one division. */
export const volatility = (squares: string, total: string) =>
  bps(`sqrt(greatest(12 * ${squares} - (${total})::float8 * (${total})::float8, 0))`, total);

const LENGTHS = [1, 2, 4, 8, 16];
/**
 * A step that tells where in a mask runs of 1, 2, 4, 8 and 16 set bits begin; `longestRun` reads off it
 * the longest one, up to 24: a run of 11 is one of 8 and another of 8 that begins three bits on.
 */
export const runsOf = (name: string, mask: string) => `
cross join lateral (
  select ${LENGTHS.map((length) => `${shifts(mask, length)} as of_${length}`).join(",\n    ")} offset 0
) ${name}`;

const shifts = (mask: string, length: number) =>
  Array.from({ length }, (_, by) => `(${mask} >> ${by})`).join(" & ");

export function longestRun(name: string): string {
  const lengths = Array.from({ length: 24 }, (_, index) => index + 1);
  const exists = lengths.map((length) => {
    const half = LENGTHS.findLast((each) => each <= length) ?? 1;
    return `(${name}.of_${half} & (${name}.of_${half} >> ${length - half}) <> 0)::integer`;
  });
  return `(${exists.join(" + ")})`;
}

export const bitCount = (mask: string) => `bit_count((${mask})::bit(32))`;

/** As `monthsBetween` of the kernel; unknown where the day is not over yet. */
export const monthsSince = (day: string) =>
  when(
    `${day} <= s.as_of`,
    `(date_part('year', s.as_of) - date_part('year', ${day})) * 12
      + date_part('month', s.as_of) - date_part('month', ${day})
      - case when date_part('day', s.as_of) < date_part('day', ${day}) then 1 else 0 end`,
  );
