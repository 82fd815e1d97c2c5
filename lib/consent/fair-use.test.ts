import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { itemIds } from "../intake/catalogue.ts";
import { addDays, dayOf } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { TermsForm } from "./index.ts";
import { authorisationStages, frequencyUnits } from "./model.ts";
import { fairUseBreach, purposeCodes, purposeOf, purposes, type FairUseTerms } from "./purposes.ts";
import { daysOf, termsOf } from "./terms.ts";

const DAY_MS = 86_400_000;
let fresh: FreshDatabase;
let owner: Sql;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(() => fresh.drop());

/** Values about a cap, on both sides of it, and far from it. */
const about = (caps: readonly number[]) =>
  fc.oneof(
    fc.constantFrom(...caps.flatMap((cap) => [cap - 1, cap, cap + 1])),
    fc.integer({ min: 1, max: 4000 }),
  );
const capsOf = (
  name: "maximumDays" | "maximumQueries" | "maximumLookBackMonths" | "maximumDataLifeDays",
) => purposes.map((purpose) => purpose[name]);

const terms = fc.record({
  code: fc.constantFrom(...purposeCodes),
  stage: fc.constantFrom(...authorisationStages),
  fitting: fc.boolean(),
  milliseconds: fc
    .tuple(about(capsOf("maximumDays")), fc.constantFrom(-1, 0, 1, 3_600_000, -3_600_000))
    .map(([days, more]) => days * DAY_MS + more),
  maximumQueries: about(capsOf("maximumQueries")),
  lookBackMonths: about(capsOf("maximumLookBackMonths")),
  dataLifeDays: about(capsOf("maximumDataLifeDays")),
  frequency: fc.option(
    fc.record({
      times: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 400 })),
      unit: fc.constantFrom(...frequencyUnits),
    }),
  ),
  // The clocks are put forward and back there, which the length of a period must not feel.
  zone: fc.constantFrom("Asia/Shanghai", "UTC", "America/New_York"),
  startsAt: fc.date({
    min: new Date("2026-01-01T00:00:00Z"),
    max: new Date("2027-12-31T00:00:00Z"),
    noInvalidDate: true,
  }),
});

describe("the caps of a purpose", () => {
  test("are the same in TypeScript and in SQL, attribute by attribute, on random terms", async () => {
    const one = await owner.reserve();
    let breaches = 0;
    await fc.assert(
      fc.asyncProperty(
        terms,
        async ({ code, stage, fitting, milliseconds, zone, startsAt, ...rest }) => {
          const asked: FairUseTerms = {
            ...rest,
            stage: fitting ? purposeOf(code).stage : stage,
            days: milliseconds / DAY_MS,
          };
          await one`select set_config('TimeZone', ${zone}, false)`;
          const row = {
            purpose: code,
            stage: asked.stage,
            maximum_queries: asked.maximumQueries,
            look_back_months: asked.lookBackMonths,
            data_life_days: asked.dataLifeDays,
            frequency_times: asked.frequency?.times ?? null,
            frequency_unit: asked.frequency?.unit ?? null,
            starts_at: startsAt.toISOString(),
            ends_at: new Date(startsAt.getTime() + milliseconds).toISOString(),
          };
          const [answer] = await one`
          select consent.fair_use_breach(jsonb_populate_record(null::consent.authorisation, ${one.json(row)})) as attribute`;
          const breach = fairUseBreach(code, asked);
          if (breach) breaches += 1;
          expect(answer?.attribute).toBe(breach?.attribute ?? null);
        },
      ),
      { numRuns: 600 },
    );
    one.release();
    // The generator meets both sides.
    expect(breaches).toBeGreaterThan(50);
    expect(breaches).toBeLessThan(600);
  });

  test("stand in the database as the list says", async () => {
    const rows = await owner`select * from consent.purpose order by code`;
    expect(
      rows.map((row) => ({
        code: row.code as string,
        stage: row.stage as string,
        maximumDays: row.maximum_days as number,
        maximumQueries: row.maximum_queries as number,
        maximumLookBackMonths: row.maximum_look_back_months as number,
        maximumDataLifeDays: row.maximum_data_life_days as number,
        frequency: row.frequency_times
          ? { times: row.frequency_times as number, unit: row.frequency_unit as string }
          : null,
      })),
    ).toEqual(
      purposes
        .map(({ name: _, text: __, ...caps }) => caps)
        .toSorted((left, right) => left.code.localeCompare(right.code)),
    );
  });

  test("a program that was never told of a purpose is refused by the word purpose", async () => {
    const [answer] = await owner`
      select consent.fair_use_breach(jsonb_populate_record(null::consent.authorisation, '{"purpose": "marketing"}')) as attribute`;
    expect(answer?.attribute).toBe("purpose");
  });
});

const now = new Date("2026-11-21T10:00:00+08:00");
/** Mostly modest, so that not every form fails on something. */
const mostly = (values: fc.Arbitrary<number>) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 10 }) },
    { weight: 1, arbitrary: values },
  );
const form = fc.record({
  items: fc.subarray([...itemIds], { minLength: 1 }),
  purpose: fc.constantFrom(...purposeCodes),
  maximumQueries: mostly(about(capsOf("maximumQueries"))).map(String),
  lookBackMonths: fc.option(mostly(about(capsOf("maximumLookBackMonths"))).map(String), {
    nil: undefined,
  }),
  dataLifeDays: fc.option(mostly(about(capsOf("maximumDataLifeDays"))).map(String), {
    nil: undefined,
  }),
  startsOn: fc.integer({ min: -1, max: 5 }).map((days) => addDays(dayOf(now), days)),
  endsOn: mostly(about(capsOf("maximumDays"))).map((days) => addDays(dayOf(now), days)),
});

test("a form becomes terms within every cap, or is refused at its field with the attribute by name", () => {
  let [refused, written] = [0, 0];
  fc.assert(
    fc.property(form, (typed) => {
      const parsed = TermsForm.safeParse(typed);
      if (!parsed.success) return;
      try {
        const made = termsOf(parsed.data, now);
        written += 1;
        expect(fairUseBreach(made.purpose, { ...made, days: daysOf(made) })).toBeNull();
        expect(made.items).toEqual([...new Set(made.items)].toSorted());
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused += 1;
        expect(error.kind).toBe("invalid");
        const [field] = error.fields ?? [];
        if (error.reason.startsWith("consent.fair_use."))
          expect([field?.path.replace("endsOn", "days")]).toEqual([error.reason.split(".").at(-1)]);
        else expect(field?.path).toBeTruthy();
      }
    }),
    { numRuns: 1500 },
  );
  expect(Math.min(refused, written)).toBeGreaterThan(20);
});
