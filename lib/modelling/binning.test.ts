import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binColumn, binOfEveryValue } from "./binning.ts";
import { columnBuilder, compacted } from "./column-builder.ts";
import type { Binning, Column } from "./model.ts";
import { woeOf } from "./optimal-cuts.ts";
import { roundCut } from "./round-cut.ts";
import { specialsOf } from "./specials.ts";

const columnOf = (kind: "number" | "category", cells: readonly string[]): Column => {
  const builder = columnBuilder("x", kind, cells.length);
  cells.forEach((cell, row) => builder.add(row, cell));
  return builder.finish(cells.length).column;
};
const rowsOf = (count: number) => Int32Array.from({ length: count }, (_, row) => row);
const rules = { minShare: 0.05, minEach: 3, cost: 3 };

/** The bin of one cell, by asking every bin in turn. */
function naiveBin(binning: Binning, cell: string): number {
  if (cell === "") return binning.bins.length;
  if (binning.kind === "category") {
    const group = binning.groups.findIndex((words) => words.includes(cell));
    return group >= 0 ? group : binning.bins.length - 1;
  }
  if (binning.specials.includes(Number(cell))) return binning.bins.length;
  const above = binning.cuts.findIndex((cut) => Number(cell) < cut);
  return above >= 0 ? above : binning.cuts.length;
}

describe.each(["number", "category"] as const)("a column of kind %s", (kind) => {
  const cell = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: kind === "number" ? 60 : 6 }).map(String) },
    { weight: 1, arbitrary: fc.constant("") },
  );

  test("has in every bin what counting row by row finds there", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, fc.nat({ max: 3 })), { minLength: 60, maxLength: 200 }),
        (rows) => {
          const cells = rows.map(([text]) => text);
          // The outcome leans on the cell, or there would be nothing to cut.
          const outcomes = Uint8Array.from(rows, ([text, luck]) =>
            luck === 0 || (luck === 1 && Number(text) % 7 > 3) ? 1 : 0,
          );
          const binning = binColumn(columnOf(kind, cells), outcomes, rowsOf(rows.length), rules);
          const all = [...binning.bins, binning.missing];
          const total = { good: 0, bad: 0 };
          const counted = all.map(() => ({ good: 0, bad: 0 }));
          cells.forEach((text, row) => {
            const of = outcomes[row] === 1 ? "bad" : "good";
            const bin = counted[naiveBin(binning, text)];
            if (bin) bin[of] += 1;
            total[of] += 1;
          });
          all.forEach(({ good, bad, woe }, at) => {
            expect({ good, bad }).toEqual(counted[at]);
            expect(woe).toBeCloseTo(woeOf({ good, bad }, total), 12);
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});

test("every value has the bin that its bounds say, also a value not seen in training", () => {
  const cells = Array.from({ length: 400 }, (_, row) => String((row * 37) % 101));
  const outcomes = Uint8Array.from(cells, (text) => (Number(text) > 60 ? 1 : 0));
  outcomes[3] = 1;
  outcomes[7] = 1;
  const binning = binColumn(columnOf("number", cells), outcomes, rowsOf(400), {
    ...rules,
    minEach: 0,
  });
  const others = columnOf("number", ["-5", "60", "60.5", "61", "1000"]);
  const bins = binOfEveryValue(others, binning);
  expect(binning.cuts).toHaveLength(binning.bins.length - 1);
  expect([...others.codes].map((code) => bins[code])).toEqual(
    ["-5", "60", "60.5", "61", "1000"].map((text) => naiveBin(binning, text)),
  );
});

test("rare and unseen words share the last bin", () => {
  const cells = Array.from({ length: 300 }, (_, row) =>
    row % 50 === 0 ? `rare${row}` : row % 3 === 0 ? "a" : "b",
  );
  const outcomes = Uint8Array.from(cells, (text, row) =>
    text === "a" ? (row % 2 === 0 ? 1 : 0) : row % 10 === 0 ? 1 : 0,
  );
  const binning = binColumn(columnOf("category", cells), outcomes, rowsOf(300), rules);
  expect(binning.groups.flat().sort()).toEqual(["a", "b"]);
  const { good, bad } = binning.bins.at(-1) ?? { good: 0, bad: 0 };
  expect(good + bad).toBe(6);
  const bins = binOfEveryValue(columnOf("category", ["never seen"]), binning);
  expect(bins[0]).toBe(binning.bins.length - 1);
});

describe("a number that stands for unknown", () => {
  const values = (...all: number[]) => specialsOf(Float64Array.from(all), () => 5);

  test.each([
    ["−9 where nothing else is below zero", [-9, 0, 1, 2, 3], [-9]],
    ["−9 and −8 of one table", [-9, -8, 0, 1, 2, 3], [-9, -8]],
    ["999 far above all others", [0, 1, 2, 27, 999], [999]],
    ["−99 and 999999 at once", [-99, 0, 10, 20, 999_999], [-99, 999_999]],
  ])("is %s", (_, all, expected) => {
    expect(values(...all)).toEqual(expected);
  });

  test.each([
    ["−9 among other negative numbers", [-9, -5, 0, 3, 4]],
    ["99 that goes on from 98 and 97", [90, 95, 97, 98, 99]],
    ["999 beside 800", [1, 500, 800, 999]],
    ["one of only two values", [-1, 1]],
  ])("is not %s", (_, all) => {
    expect(values(...all)).toEqual([]);
  });
});

test("a bound is round, and every value stays on its side", () => {
  expect([roundCut(47.3, 52), roundCut(0.21, 0.27), roundCut(3, 4), roundCut(-3, 2)]).toEqual([
    50, 0.24, 4, 0,
  ]);
  const figure = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(figure, figure, (one, other) => {
      fc.pre(one !== other);
      const [below, at] = [Math.min(one, other), Math.max(one, other)];
      const cut = roundCut(below, at);
      expect(cut > below && cut <= at).toBe(true);
    }),
  );
});

test("some rows of a column are the same cells", () => {
  const cells = ["3", "1", "", "2", "3"];
  const some = compacted(columnOf("number", cells), Int32Array.of(0, 2, 4));
  expect([...some.codes]).toEqual([0, -1, 0]);
  expect([...some.values]).toEqual([3]);
});
