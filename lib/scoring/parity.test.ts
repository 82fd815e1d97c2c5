import fc from "fast-check";
import { expect, test } from "vitest";
import { indicatorTable } from "#db/schema/credit.ts";
import { indicators, type IndicatorId, type IndicatorValues } from "../credit/indicators.ts";
import { makeUscc } from "../kernel/uscc.ts";
import { inDatabase } from "../testing/database.ts";
import { namedValues } from "./candidates.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { defineScorecard } from "./define.ts";
import type { Scorecard } from "./model.ts";
import { compileScorecard } from "./score.ts";
import { scoreToSql } from "./to-sql.ts";

/** With everything that the published card lacks: negative base, overlapping texts, no veto. */
const odd: Scorecard = defineScorecard({
  ...bankTax1,
  id: "odd",
  initialScore: -50,
  vetoes: [],
  characteristics: bankTax1.characteristics.slice(0, 3),
});

const limits = { count: 2_147_483_647, amount: Number.MAX_SAFE_INTEGER };
const bounds = bankTax1.characteristics.flatMap(
  (characteristic) => namedValues(characteristic, characteristic.fact).numbers,
);

function valueOf(id: IndicatorId, unit: string): fc.Arbitrary<number | string> {
  if (id === "taxGrade") return fc.constantFrom("A", "B", "M", "C", "D", "", "a");
  const most = unit === "分" ? limits.amount : limits.count;
  const near = [0, ...bounds]
    .flatMap((bound) => [bound - 1, bound, bound + 1])
    .filter((value) => Math.abs(value) <= most);
  return fc.constantFrom(...near, most, -most);
}

const anyFacts = fc
  .record(
    Object.fromEntries(
      indicators.map(({ id, unit }) => [id, fc.option(valueOf(id, unit), { freq: 4 })]),
    ),
  )
  .map((facts) => facts as IndicatorValues); // One entry for each id.

test.each([bankTax1, odd])(
  "card $id gives the same total and veto in memory and in PostgreSQL",
  async (card) => {
    const { total, vetoed } = scoreToSql(card);
    const scorer = compileScorecard(card);
    const seen = new Set<boolean>();
    await inDatabase(async (db) => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyFacts, { minLength: 1, maxLength: 20 }), async (firms) => {
          await db.delete(indicatorTable);
          const rows = firms.map((facts, index) => ({
            ...(facts as Partial<typeof indicatorTable.$inferInsert>), // Each value is of its column's kind.
            uscc: makeUscc("91520100", 60_000_000 + index),
            asOf: "2026-11-21",
            computedAt: new Date(0),
          }));
          await db.insert(indicatorTable).values(rows);
          const found = await db
            .select({ uscc: indicatorTable.uscc, total, vetoed })
            .from(indicatorTable);
          const inSql = new Map(found.map((row) => [row.uscc, row]));
          for (const [index, facts] of firms.entries()) {
            const uscc = makeUscc("91520100", 60_000_000 + index);
            const inMemory = scorer(facts);
            seen.add(inMemory.vetoed);
            expect({ uscc, total: inMemory.total, vetoed: inMemory.vetoed }).toEqual(
              inSql.get(uscc),
            );
          }
        }),
        { numRuns: 100 },
      );
    });
    expect(seen.size).toBe(card.vetoes.length > 0 ? 2 : 1);
  },
);
