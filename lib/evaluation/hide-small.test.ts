import fc from "fast-check";
import { expect, test } from "vitest";
import { hideSmall, type KnownSum } from "./hide-small.ts";

const line = (...counts: readonly number[]) => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const parts = counts.map((_, at) => at);
  return hideSmall([...counts, total], [{ total: counts.length, parts }]);
};

test("nine are hidden, and the next larger count with them, or the total would tell", () => {
  expect(line(40, 25, 9)).toEqual([40, null, null, 74]);
});
test("ten are shown, and so is nobody", () => {
  expect(line(40, 10, 0)).toEqual([40, 10, 0, 50]);
});
test("of a line that is itself small nothing is shown", () => {
  expect(line(0, 4, 0)).toEqual([0, null, 0, null]);
  expect(line(3, 4, 0)).toEqual([null, null, 0, null]);
});

test("two that come to one each are not left alone either", () => {
  expect(line(55, 1, 1, 0)).toEqual([null, null, null, 0, 57]);
});

test("in a table with sums along both sides no hidden count can be worked out from one sum", () => {
  const table = fc
    .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 5 }) })
    .chain(({ rows, columns }) =>
      fc.array(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: columns, maxLength: columns }),
        { minLength: rows, maxLength: rows },
      ),
    );
  fc.assert(
    fc.property(table, (cells) => {
      const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
      const width = (cells[0]?.length ?? 0) + 1;
      const whole = cells[0]?.map((_, at) => sum(cells.map((row) => row[at] ?? 0))) ?? [];
      const lines = [...cells, whole].map((row) => [...row, sum(row)]);
      const figures = lines.flat();
      const sums: KnownSum[] = [
        ...lines.map((row, at) => ({
          total: at * width + width - 1,
          parts: row.slice(0, -1).map((_, place) => at * width + place),
        })),
        ...Array.from({ length: width }, (_, place) => ({
          total: cells.length * width + place,
          parts: cells.map((_row, at) => at * width + place),
        })),
      ];
      const shown = hideSmall(figures, sums);
      for (const [at, figure] of figures.entries())
        if (figure > 0 && figure < 10) expect(shown[at]).toBeNull();
      for (const { total, parts } of sums) {
        const out = parts.filter((at) => shown[at] === null);
        expect(shown[total] === null ? out.length + 1 : out.length).not.toBe(1);
        if (shown[total] !== null && out.length > 0)
          expect(sum(out.map((at) => figures[at] ?? 0))).toBeGreaterThan(out.length);
      }
    }),
    { numRuns: 150 },
  );
});
