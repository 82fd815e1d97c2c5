/** What formulas are written with. All of them are SQL over the steps' sums. */

const LIMIT_BPS = 1_000_000;

export const when = (condition: string, value: string) =>
  `case when ${condition} then ${value} end`;

/**
 * A ratio in basis points, half away from zero, at most a hundred times either way; unknown unless the
 * denominator is positive. Exact for amounts below 900 billion 分; beyond, the last point may round.
 */
export function bps(part: string, whole: string): string {
  const points = `((${part})::float8 * 10000 / (${whole})::float8)`;
  const rounded = `trunc(${points} + 0.5 * sign(${points}))`;
  return when(`(${whole}) > 0`, `least(greatest(${rounded}, -${LIMIT_BPS}), ${LIMIT_BPS})`);
}

export const growth = (now: string, earlier: string) => bps(`${now} - ${earlier}`, earlier);

/** How much the regression line over twelve months rises in a month, by the months' mean. */
export const trend = (tilted: string, total: string) => bps(`6 * ${tilted}`, `143 * ${total}`);

/** The standard deviation of twelve months by their mean, with one division. */
export const volatility = (squares: string, total: string) =>
  bps(`sqrt(greatest(12 * ${squares} - (${total})::float8 * (${total})::float8, 0))`, total);

/** The longest run of set bits: as many as there are shifts of the mask that have a bit in common. */
export function longestRun(mask: string, months: number): string {
  const runs = Array.from({ length: months }, (_, length) => {
    const shifted = Array.from({ length: length + 1 }, (_, by) =>
      by === 0 ? mask : `${mask} >> ${by}`,
    );
    return `(${shifted.map((each) => `(${each})`).join(" & ")} <> 0)::integer`;
  });
  return `(${runs.join(" + ")})`;
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
