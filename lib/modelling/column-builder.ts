import { ownText } from "../kernel/files/text.ts";
import { dayIn, isUnknown, isUnknownWord, numberIn } from "./cells.ts";
import type { CategoryColumn, Column, NumberColumn } from "./model.ts";

export type CellKind = "number" | "day" | "category";

/** So much of what is known must be numbers (or days) for a column to be one of numbers. */
const MOSTLY = 0.8;

/** What the first cells of a column say that it holds. */
export function kindOf(cells: readonly string[]): CellKind {
  let [numbers, days, padded, known] = [0, 0, 0, 0];
  for (const cell of cells) {
    if (isUnknown(cell)) continue;
    known++;
    if (!Number.isNaN(numberIn(cell))) numbers++;
    else if (!Number.isNaN(dayIn(cell))) days++;
    else if (/^0\d+$/.test(cell.trim())) padded++;
  }
  if (known === 0) return "number";
  // Where some codes have leading zeros, the others are codes as well.
  if (numbers >= MOSTLY * known && padded === 0) return "number";
  return days >= MOSTLY * known ? "day" : "category";
}

/** Takes in the cells of one column, in the order of the rows. */
export type ColumnBuilder = Readonly<{
  add: (row: number, cell: string) => void;
  finish: (rows: number) => Readonly<{ column: Column; notes: readonly string[] }>;
}>;

export function columnBuilder(name: string, kind: CellKind, capacity: number): ColumnBuilder {
  return kind === "category" ? wordBuilder(name, capacity) : numberBuilder(name, kind, capacity);
}

function numberBuilder(name: string, kind: "number" | "day", capacity: number): ColumnBuilder {
  const numbers = new Float64Array(capacity);
  const read = kind === "number" ? numberIn : dayIn;
  let stray = 0;
  let example = "";
  return {
    add: (row, cell) => {
      const value = cell === "" ? NaN : read(cell);
      numbers[row] = value;
      if (value === value || isUnknown(cell)) return;
      stray++;
      if (example === "") example = ownText(cell);
    },
    finish: (rows) => ({
      column: ranked(name, numbers.subarray(0, rows), kind === "day"),
      notes:
        stray === 0
          ? []
          : [
              `${name}：${stray} 个单元格不是${kind === "day" ? "日期" : "数字"}（如“${example}”），按未知处理`,
            ],
    }),
  };
}

function ranked(name: string, numbers: Float64Array, days: boolean): NumberColumn {
  const sorted = numbers.filter((value) => value === value).sort();
  let distinct = 0;
  for (let at = 0; at < sorted.length; at++) {
    const value = sorted[at] ?? 0;
    if (at === 0 || value !== sorted[distinct - 1]) sorted[distinct++] = value;
  }
  const values = sorted.slice(0, distinct);
  const codes = placesOf(values, numbers);
  return { kind: "number", name, codes, values, whole: values.every(Number.isSafeInteger), days };
}

const CELLS = 1 << 16;

/**
 * The place of every number among the distinct values; −1 of NaN. A grid of equal steps says about
 * where a number lies, so that the search does not jump through the whole list.
 */
function placesOf(values: Float64Array, numbers: Float64Array): Int32Array {
  const least = values[0] ?? 0;
  const step = ((values.at(-1) ?? 0) - least) / CELLS;
  const cellOf = (value: number) => (step > 0 ? Math.floor((value - least) / step) : 0);
  const starts = new Int32Array(CELLS + 3).fill(values.length);
  for (let place = values.length - 1; place >= 0; place--)
    starts[cellOf(values[place] ?? 0)] = place;
  for (let cell = CELLS + 1; cell >= 0; cell--)
    starts[cell] = Math.min(starts[cell] ?? 0, starts[cell + 1] ?? 0);
  const codes = new Int32Array(numbers.length);
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row] ?? NaN;
    if (value !== value) {
      codes[row] = -1;
      continue;
    }
    const cell = cellOf(value);
    let low = starts[cell] ?? 0;
    let high = (starts[cell + 1] ?? values.length) - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    codes[row] = low;
  }
  return codes;
}

/** Words are kept up to here; a column of more is names or numbers of cases, and tells nothing. */
export const MOST_WORDS = 200_000;

function wordBuilder(name: string, capacity: number): ColumnBuilder {
  const codes = new Int32Array(capacity);
  const places = new Map<string, number>();
  let beyond = 0;
  return {
    add: (row, cell) => {
      const known = places.get(cell);
      codes[row] = known ?? placeForNew(cell);
    },
    finish: (rows) => ({
      column: { kind: "category", name, codes: codes.slice(0, rows), values: [...places.keys()] },
      notes:
        beyond === 0
          ? []
          : [`${name}：取值超过 ${MOST_WORDS} 种，其后 ${beyond} 行的新取值按未知处理`],
    }),
  };

  function placeForNew(cell: string): number {
    if (isUnknownWord(cell)) return -1;
    const word = cell.trim();
    const known = places.get(word);
    if (known !== undefined) return known;
    if (places.size >= MOST_WORDS) {
      beyond++;
      return -1;
    }
    places.set(ownText(word), places.size);
    return places.size - 1;
  }
}

/** The same column of some rows only, with the values that these rows have. */
export function compacted(column: Column, rows: Int32Array): Column {
  const used = new Int32Array(column.values.length).fill(-1);
  for (const row of rows) {
    const code = column.codes[row] ?? -1;
    if (code >= 0) used[code] = 0;
  }
  let count = 0;
  for (let place = 0; place < used.length; place++) if (used[place] === 0) used[place] = count++;
  const codes = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const code = column.codes[rows[at] ?? 0] ?? -1;
    codes[at] = code < 0 ? -1 : (used[code] ?? -1);
  }
  if (column.kind === "number") {
    const values = column.values.filter((_, place) => (used[place] ?? -1) >= 0);
    return { ...column, codes, values } satisfies NumberColumn;
  }
  const values = column.values.filter((_, place) => (used[place] ?? -1) >= 0);
  return { ...column, codes, values } satisfies CategoryColumn;
}
