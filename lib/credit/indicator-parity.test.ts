import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ItemId } from "../intake/catalogue.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise } from "../testing/people.ts";
import { landBatch, storedIndicators, storeRecords } from "./factory.ts";
import { refreshIndicators } from "./indicator-sql.ts";
import { indicators } from "./indicators.ts";
import { naiveIndicators } from "./naive/index.ts";
import { randomRecords } from "./naive/random-records.ts";

/** The database decides; the same figures are worked out row by row as well, and must agree. */
const UNTIL = "2026-11";
const TODAY = "2026-11-21";
const delivered: readonly ItemId[] = ["penalty", "adverse_list", "honour", "bankruptcy"];
const registered = { establishedOn: "2015-06-01", registeredCapitalFen: null };

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  for (const item of delivered) await landBatch(fresh.owner, item);
});
afterAll(() => fresh.drop());

test("every indicator agrees with working it out row by row, on random records", async () => {
  const known = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      randomRecords(UNTIL),
      fc.constantFrom(TODAY, "2026-11-30", "2026-11-01", "2026-08-31", "2025-02-28"),
      async (rows, today) => {
        const { uscc } = await anEnterprise(fresh.owner);
        await storeRecords(fresh.owner, uscc, rows);
        await refreshIndicators(fresh.owner, { usccs: [uscc], today, now: new Date() });
        const stored = await storedIndicators(fresh.owner, uscc);
        expect(stored).toEqual(naiveIndicators({ rows, asOf: today, delivered }, registered));
        for (const [id, value] of Object.entries(stored)) if (value !== null) known.add(id);
      },
    ),
    { numRuns: 150 },
  );
  // Two nulls agree as well: each figure was really compared.
  const never = indicators.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  expect(never).toEqual(["registeredCapitalFen"]);
}, 120_000);
