import { Refusal } from "#lib/kernel/refusal.ts";
import { compileEngine } from "#lib/scoring/index.ts";
import type { FactValue, Scorecard } from "#lib/scoring/model.ts";
import type { CellKind } from "./column-builder.ts";
import type { Column, Table } from "./model.ts";
import { nearestNames } from "./names.ts";
import { readTable } from "./read-table.ts";

/** Columns that a card asks for, and whether each is of numbers or words. */
export function factsOf(card: Scorecard): ReadonlyMap<string, "number" | "text"> {
  const kinds = new Map<string, "number" | "text">();
  for (const { fact, attributes } of card.characteristics) {
    const words = attributes.some(
      ({ when }) =>
        when.kind === "values" && when.values.some((value) => typeof value === "string"),
    );
    const numbers = attributes.some(({ when }) => when.kind === "interval");
    kinds.set(fact, words && !numbers ? "text" : "number");
  }
  for (const { fact, dataType } of card.inputs) {
    kinds.set(fact, dataType === "string" || dataType === "boolean" ? "text" : "number");
  }
  return kinds;
}

/** Reads a table as the card takes it; `words` are further columns, read as words. */
export async function readForCards(
  path: string,
  cards: readonly Scorecard[],
  words: (name: string) => boolean,
  onProgress?: (share: number) => void,
): Promise<Table> {
  const kinds = new Map(cards.flatMap((card) => [...factsOf(card)]));
  const table = await readTable(path, {
    kindOf: (name, guess): CellKind => {
      if (words(name) || kinds.get(name) === "text") return "category";
      // A day is a number to the card, so a column of days stays one.
      return guess === "day" ? "day" : "number";
    },
    skip: (name) => !kinds.has(name) && !words(name),
    ...(onProgress ? { onProgress } : {}),
  });
  const names = table.columns.map(({ name }) => name);
  for (const fact of kinds.keys()) {
    if (names.includes(fact)) continue;
    const near = nearestNames(fact, table.skipped, 3).join("、");
    const message = `表中没有评分卡所用的列“${fact}”。最接近的列：${near || "无"}。请改列名，确无此项的请加一个空列。`;
    throw new Refusal("invalid", "modelling.no_column", message, {
      fields: [{ path: fact, message }],
    });
  }
  return table;
}

export type Applied = Readonly<{
  /** Totals of the rows that the card scores, in their order. */
  totals: Float64Array;
  rows: Int32Array;
  /** Rows for which the card gives no result. */
  unscored: number;
  /** How many of the rows each attribute took, by characteristic. */
  counts: ReadonlyMap<string, readonly number[]>;
}>;

/** Scores rows by the engine that scores applicants. */
export function applyCard(card: Scorecard, table: Table, rows: Int32Array): Applied {
  const engine = compileEngine(card);
  const read = factReader(card, table);
  const totals = new Float64Array(rows.length);
  const scored = new Int32Array(rows.length);
  const sizes = card.characteristics.map(({ attributes }) => attributes.length);
  const counts = new Array<number>(sizes.reduce((sum, size) => sum + size, 0)).fill(0);
  let filled = 0;
  for (const row of rows) {
    const choice = engine.choose(read(row));
    if (choice === null) continue;
    for (const attribute of choice.attributes) counts[attribute] = (counts[attribute] ?? 0) + 1;
    totals[filled] = choice.total;
    scored[filled++] = row;
  }
  let start = 0;
  const byCharacteristic = card.characteristics.map(({ id }, at) => {
    const own = counts.slice(start, start + (sizes[at] ?? 0));
    start += sizes[at] ?? 0;
    return [id, own] as const;
  });
  return {
    totals: totals.slice(0, filled),
    rows: scored.slice(0, filled),
    unscored: rows.length - filled,
    counts: new Map(byCharacteristic),
  };
}

/** The facts of a row, as the engine takes them. */
export function factReader(
  card: Scorecard,
  table: Table,
): (row: number) => Readonly<Record<string, FactValue>> {
  const columns = new Map(table.columns.map((column): [string, Column] => [column.name, column]));
  const asked = [...factsOf(card).keys()].flatMap((fact) => columns.get(fact) ?? []);
  return (row) => {
    const facts: Record<string, FactValue> = {};
    for (const { name, codes, values } of asked) {
      const code = codes[row] ?? -1;
      facts[name] = code < 0 ? null : (values[code] ?? null);
    }
    return facts;
  };
}
