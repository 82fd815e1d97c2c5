/** Codes that tables write for "not known", beside an empty cell. */
const BELOW_ZERO = [-1, -7, -8, -9, -99, -999, -9999, -99999, -999999];
const ABOVE = [96, 97, 98, 99, 996, 997, 998, 999, 9999, 99999, 999999, 9999999, 99999999];
/** So far must a code of nines lie above all other values, or it could be one of them. */
const APART = 3;

/**
 * Numbers that stand for unknown in a column: −9 where nothing else is below zero, 999 where nothing
 * else comes near it. Looks at values and how often they occur, never at outcomes.
 *
 * @param values distinct, ascending
 * @param countOf rows that have the value at a place
 */
export function specialsOf(
  values: Float64Array,
  countOf: (place: number) => number,
): readonly number[] {
  let first = 0;
  let last = values.length - 1;
  while (first <= last && countOf(first) === 0) first++;
  while (last >= first && countOf(last) === 0) last--;
  const below: number[] = [];
  let lowest = first;
  while (lowest <= last && (values[lowest] ?? 0) < 0) {
    const value = values[lowest] ?? 0;
    if (countOf(lowest) > 0) below.push(value);
    lowest++;
  }
  // With any other number below zero the column simply has negative numbers.
  const negatives = below.every((value) => BELOW_ZERO.includes(value)) ? below : [];
  const above = ninesOf(values, countOf, lowest, last);
  // Three values at least must be left, or the codes may be all there is to the column.
  return last - lowest - above.length >= 2 ? [...negatives, ...above] : [];
}

function ninesOf(
  values: Float64Array,
  countOf: (place: number) => number,
  first: number,
  last: number,
): readonly number[] {
  const candidates: number[] = [];
  let place = last;
  for (; place > first; place--) {
    if (countOf(place) === 0) continue;
    const value = values[place] ?? 0;
    if (!ABOVE.includes(value)) break;
    candidates.push(value);
  }
  while (place > first && countOf(place) === 0) place--;
  const greatest = Math.max(1, values[place] ?? 0);
  const least = Math.min(...candidates);
  const repeated = candidates.length > 0 && countOf(last) >= 2;
  return repeated && least >= APART * greatest ? candidates.toReversed() : [];
}
