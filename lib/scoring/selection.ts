import { valueOf } from "./expressions.ts";
import type { Attribute, FactValue, FactValues, Scorecard } from "./model.ts";
import { NONE, tableOf, type Table } from "./tables.ts";

/**
 * Fills in which attribute each characteristic chose (numbered through the whole card) and what it
 * gave; answers the total, or NaN: no result.
 */
export type Select = (facts: FactValues, attributes: Int32Array, points: Float64Array) => number;

type Kind = 0 | 1 | 2;
const [NUMBER, TEXT, ANY] = [0, 1, 2] as const;
const kinds: Readonly<Record<Table["kind"], Kind>> = { number: NUMBER, text: TEXT, any: ANY };

/** All tables of a card in flat arrays, so that a score is one pass over them and makes no objects. */
export function selection(card: Scorecard): Select {
  const tables = numberedThrough(card);
  const size = tables.length;
  const names = tables.map((table) => (table.kind === "any" ? "" : table.fact));
  const kindOf = Uint8Array.from(tables, ({ kind }) => kinds[kind]);
  const missing = Int32Array.from(tables, (table) => (table.kind === "any" ? NONE : table.missing));
  const boundsOf = (table: Table) => (table.kind === "number" ? table.bounds : []);
  const bounds = Float64Array.from(tables.flatMap(boundsOf));
  const start = Int32Array.from([0, ...runningSum(tables.map((table) => boundsOf(table).length))]);
  // One more stretch than bounds each: those of characteristic i begin at start[i] + i.
  const stretches = Int32Array.from(
    tables.flatMap((table) => (table.kind === "number" ? table.attributes : [NONE])),
  );
  const attributes = card.characteristics.flatMap((one) => one.attributes);
  const points = Float64Array.from(attributes, (one) =>
    typeof one.points === "number" ? one.points : NaN,
  );
  const { initialScore } = card;

  return (facts, chosen, given) => {
    let total = initialScore;
    for (let index = 0; index < size; index++) {
      const kind = kindOf[index];
      let attribute = NONE;
      if (kind === ANY) {
        attribute = chooseAny(tables[index], facts);
      } else {
        const value: FactValue = facts[names[index] ?? ""];
        if (value === null || value === undefined) attribute = missing[index] ?? NONE;
        else if (kind === NUMBER) {
          if (typeof value !== "number" || value !== value) throw wrong(names[index], value);
          let place = start[index] ?? 0;
          const end = start[index + 1] ?? 0;
          while (place < end && value >= (bounds[place] ?? NaN)) place++;
          attribute = stretches[place + index] ?? NONE;
        } else attribute = chooseText(tables[index], value);
      }
      if (attribute < 0) return NaN;
      let gained = points[attribute] ?? NaN;
      if (gained !== gained) gained = computed(attributes[attribute], facts);
      chosen[index] = attribute;
      given[index] = gained;
      total += gained;
    }
    return total;
  };
}

const chooseAny = (table: Table | undefined, facts: FactValues): number =>
  table?.kind === "any" ? table.choose(facts) : NONE;

function chooseText(table: Table | undefined, value: number | string): number {
  if (table?.kind !== "text") return NONE;
  if (typeof value !== "string") throw wrong(table.fact, value);
  return table.named.get(value) ?? table.other;
}

/** A wrong kind is a defect upstream; taking it for some bin would give somebody its points. */
const wrong = (fact: string | undefined, value: number | string): TypeError =>
  new TypeError(`${fact ?? ""} is not of its kind: ${value}`);

function computed(attribute: Attribute | undefined, facts: FactValues): number {
  const points = attribute?.points;
  const value = points === undefined || typeof points === "number" ? null : valueOf(points, facts);
  return typeof value === "number" ? value : NaN;
}

/** The tables with the card's own numbers for attributes, so that one list holds what each gives. */
function numberedThrough({ characteristics }: Scorecard): readonly Table[] {
  const firsts = [0, ...runningSum(characteristics.map(({ attributes }) => attributes.length))];
  return characteristics.map((characteristic, index) => {
    const numbered = (attribute: number) =>
      attribute === NONE ? NONE : attribute + (firsts[index] ?? 0);
    return renumbered(tableOf(characteristic), numbered);
  });
}

function renumbered(table: Table, numbered: (attribute: number) => number): Table {
  switch (table.kind) {
    case "any":
      return { kind: "any", choose: (facts) => numbered(table.choose(facts)) };
    case "number":
      return {
        ...table,
        attributes: table.attributes.map(numbered),
        missing: numbered(table.missing),
      };
    case "text":
      return {
        ...table,
        named: new Map([...table.named].map(([text, attribute]) => [text, numbered(attribute)])),
        other: numbered(table.other),
        missing: numbered(table.missing),
      };
  }
}

function runningSum(counts: readonly number[]): readonly number[] {
  let sum = 0;
  return counts.map((count) => (sum += count));
}
