import { isUnknown, isWithin, numberOf } from "./conditions.ts";
import { valueOf } from "./expressions.ts";
import { preparation } from "./inputs.ts";
import type { FactValue, FactValues, Scorecard, Veto } from "./model.ts";
import { NONE, tableOf, type Table } from "./tables.ts";

/** More than four do not help the person who reads them (Reg B commentary 9(b)(2)-1). */
export const MOST_REASONS = 4;

/** What a card says, without a word of explanation. */
export type Quick = Readonly<{
  total: number;
  /** The grade's place in the card's table; -1 for a card without grades. */
  gradeIndex: number;
  vetoed: boolean;
  /** At most four codes: of the vetoes that apply, or of the points lost, the most first. */
  reasons: readonly string[];
}>;

/** Points lost for one reason, summed over the characteristics that gave it (PMML 4.4). */
export type Ranked = Readonly<{
  code: string;
  lost: number;
  /** Of the characteristics that gave it, the one that lost most. */
  characteristic: number;
}>;

/** Which attribute each characteristic chose and what it gave. */
export type Choice = Readonly<{ attributes: Int32Array; points: Float64Array; total: number }>;

export type Engine = Readonly<{
  /** Null: no attribute of some characteristic is true, or an input is invalid (PMML: no result). */
  quick: (facts: FactValues) => Quick | null;
  choose: (facts: FactValues) => Choice | null;
  /** Every reason with its loss, none below zero, the greatest first; equal ones in the card's order. */
  rank: (choice: Choice) => readonly Ranked[];
  vetoesOf: (facts: FactValues) => readonly Veto[];
  /** A veto leads to the lowest grade; the total stays what the points say. */
  gradeIndexOf: (total: number, vetoed: boolean) => number;
}>;

/**
 * Compiles a card into flat tables. Both engines, the quick one and the explaining one, stand on the
 * same selection, sums and ranking.
 */
export function compileEngine(card: Scorecard): Engine {
  const prepare = preparation(card);
  const select = selection(card);
  const ranking = rankingOf(card);
  const vetoesOf = vetoing(card.vetoes);
  const froms = Float64Array.from(card.grades, ({ from }) => from);
  const gradeIndexOf = (total: number, vetoed: boolean): number => {
    if (!vetoed) {
      for (let index = 0; index < froms.length; index++)
        if (total >= (froms[index] ?? NaN)) return index;
    }
    return froms.length - 1;
  };
  const size = card.characteristics.length;
  // Scratch of the quick engine; it is done with them before it returns.
  const attributes = new Int32Array(size);
  const points = new Float64Array(size);
  return {
    quick: (facts) => {
      const taken = prepare ? prepare(facts) : facts;
      if (taken === null) return null;
      const total = select(taken, attributes, points);
      if (Number.isNaN(total)) return null;
      const vetoes = vetoesOf(taken);
      const vetoed = vetoes.length > 0;
      const reasons = vetoed ? vetoCodes(vetoes) : ranking.quick(attributes, points);
      return { total, gradeIndex: gradeIndexOf(total, vetoed), vetoed, reasons };
    },
    choose: (facts) => {
      const taken = prepare ? prepare(facts) : facts;
      if (taken === null) return null;
      const choice = { attributes: new Int32Array(size), points: new Float64Array(size) };
      const total = select(taken, choice.attributes, choice.points);
      return Number.isNaN(total) ? null : { ...choice, total };
    },
    rank: ({ attributes: chosen, points: given }) => ranking.full(chosen, given),
    vetoesOf,
    gradeIndexOf,
  };
}

const vetoCodes = (vetoes: readonly Veto[]): readonly string[] =>
  vetoes.slice(0, MOST_REASONS).map(({ id }) => `veto.${id}`);

/** Fills in the attribute and points of each characteristic; the total, or NaN when it is invalid. */
function selection(card: Scorecard) {
  const tables = card.characteristics.map(tableOf);
  const fixed = card.characteristics.map(({ attributes }) =>
    Float64Array.from(attributes, ({ points }) => (typeof points === "number" ? points : NaN)),
  );
  const computed = (index: number, attribute: number, facts: FactValues): number => {
    const points = card.characteristics[index]?.attributes[attribute]?.points;
    const value =
      points === undefined || typeof points === "number" ? null : valueOf(points, facts);
    return typeof value === "number" ? value : NaN;
  };
  const { initialScore } = card;
  return (facts: FactValues, attributes: Int32Array, points: Float64Array): number => {
    let total = initialScore;
    for (let index = 0; index < tables.length; index++) {
      const table = tables[index];
      const given = fixed[index];
      if (table === undefined || given === undefined) return NaN;
      const attribute = lookUp(table, facts);
      if (attribute === NONE) return NaN;
      let gained = given[attribute] ?? NaN;
      if (Number.isNaN(gained)) gained = computed(index, attribute, facts);
      attributes[index] = attribute;
      points[index] = gained;
      total += gained;
    }
    return total;
  };
}

function lookUp(table: Table, facts: FactValues): number {
  if (table.kind === "any") return table.choose(facts);
  const value: FactValue = facts[table.fact];
  if (value === null || value === undefined) return table.missing;
  if (table.kind === "text") {
    if (typeof value !== "string") throw new TypeError(`${table.fact} is not a text: ${value}`);
    return table.named.get(value) ?? table.other;
  }
  if (typeof value !== "number" || Number.isNaN(value))
    throw new TypeError(`${table.fact} is not a number: ${value}`);
  const { bounds, segments } = table;
  let place = 0;
  while (place < bounds.length && value > (bounds[place] ?? NaN)) place++;
  return segments[value === bounds[place] ? 2 * place + 1 : 2 * place] ?? NONE;
}

/** Sums of loss by reason code, and the order in which they are told. */
function rankingOf(card: Scorecard) {
  const codes: string[] = [];
  const numbers = new Map<string, number>();
  const numberFor = (code: string | null): number => {
    if (code === null) return NONE;
    const known = numbers.get(code);
    if (known !== undefined) return known;
    numbers.set(code, codes.length);
    return codes.push(code) - 1;
  };
  const codeOf = card.characteristics.map(({ attributes, reason }) =>
    Int32Array.from(attributes, (attribute) => numberFor(attribute.reason ?? reason)),
  );
  const baselines = Float64Array.from(
    card.characteristics,
    ({ baseline }) => baseline ?? card.baseline ?? NaN,
  );
  const sign = card.reasonAlgorithm === "pointsBelow" ? 1 : -1;
  const used = card.useReasons ? codeOf.length : 0;

  // Scratch, reset by the list of codes that were touched.
  const sums = new Float64Array(codes.length);
  const most = new Float64Array(codes.length);
  const by = new Int32Array(codes.length).fill(NONE);
  const touched = new Int32Array(codes.length);

  /** Sums up; answers how many codes were touched, in the card's order. */
  const sumUp = (attributes: Int32Array, points: Float64Array): number => {
    let count = 0;
    for (let index = 0; index < used; index++) {
      const code = codeOf[index]?.[attributes[index] ?? NONE] ?? NONE;
      if (code === NONE) continue;
      const lost = sign * ((baselines[index] ?? NaN) - (points[index] ?? NaN));
      if (by[code] === NONE) {
        touched[count++] = code;
        sums[code] = lost;
        most[code] = lost;
        by[code] = index;
      } else {
        sums[code] = (sums[code] ?? 0) + lost;
        if (lost > (most[code] ?? NaN)) {
          most[code] = lost;
          by[code] = index;
        }
      }
    }
    return count;
  };
  const full = (attributes: Int32Array, points: Float64Array): readonly Ranked[] => {
    const count = sumUp(attributes, points);
    const ranked: Ranked[] = [];
    for (let place = 0; place < count; place++) {
      const number = touched[place] ?? NONE;
      const [lost = NaN, characteristic = NONE, code = ""] = [
        sums[number],
        by[number],
        codes[number],
      ];
      by[number] = NONE;
      if (lost >= 0) ranked.push({ code, lost, characteristic });
    }
    return ranked.sort((one, other) => other.lost - one.lost);
  };

  // The four greatest, kept in order by insertion: no sort, no array of all.
  const bestLost = new Float64Array(MOST_REASONS);
  const bestCode = new Int32Array(MOST_REASONS);
  const quick = (attributes: Int32Array, points: Float64Array): readonly string[] => {
    const count = sumUp(attributes, points);
    let kept = 0;
    for (let place = 0; place < count; place++) {
      const code = touched[place] ?? NONE;
      const lost = sums[code] ?? NaN;
      by[code] = NONE;
      if (!(lost > 0)) continue;
      if (kept === MOST_REASONS && lost <= (bestLost[MOST_REASONS - 1] ?? NaN)) continue;
      let at = kept < MOST_REASONS ? kept++ : MOST_REASONS - 1;
      for (; at > 0 && (bestLost[at - 1] ?? NaN) < lost; at--) {
        bestLost[at] = bestLost[at - 1] ?? NaN;
        bestCode[at] = bestCode[at - 1] ?? NONE;
      }
      bestLost[at] = lost;
      bestCode[at] = code;
    }
    const reasons: string[] = [];
    for (let place = 0; place < kept; place++) reasons.push(codes[bestCode[place] ?? NONE] ?? "");
    return reasons;
  };
  return { full, quick };
}

const none: readonly Veto[] = [];

function vetoing(vetoes: readonly Veto[]): (facts: FactValues) => readonly Veto[] {
  return (facts) => {
    let applying: Veto[] | null = null;
    for (const veto of vetoes) if (isVetoedBy(veto, facts)) (applying ??= []).push(veto);
    return applying ?? none;
  };
}

/** Unknown does not veto: absence of a record is not a record. */
export function isVetoedBy({ fact, when }: Veto, facts: FactValues): boolean {
  const value = facts[fact];
  if (isUnknown(value)) return false;
  return when.kind === "values"
    ? when.values.includes(value)
    : isWithin(numberOf(value, fact), when.from, when.to);
}
