import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import { addMonths } from "../kernel/calendar.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise } from "../testing/people.ts";
import { indicatorsFrom, storedIndicators, storeRecords, type RecordParts } from "./factory.ts";
import { refreshIndicators } from "./indicator-sql.ts";

const TODAY = "2026-11-21";
const now = new Date("2026-11-21T01:00:00Z");
let fresh: FreshDatabase;
let owner: Sql;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(() => fresh.drop());

const indicatorsOf = (
  rows: readonly RecordParts[],
  ask: { today?: string; observedOn?: string } = {},
) => indicatorsFrom(owner, rows, ask);

const vat = (month: string, parts: Partial<RecordParts> = {}): RecordParts => ({
  item: "vat_declaration",
  period: `${month}-01`,
  amountFen: 100,
  ...parts,
});
const monthsFrom = (first: string, count: number) =>
  Array.from({ length: count }, (_, index) => addMonths(first, index));

describe("the twelve months", () => {
  test("end before the as-of day's month, which has only begun", async () => {
    const months = ["2025-10", "2025-11", "2026-10", "2026-11"];
    expect((await indicatorsOf(months.map((month) => vat(month)))).vatMonths12).toBe(2);
  });

  test("of the twenty-four, the earlier ones are what growth is measured by", async () => {
    const rows = monthsFrom("2024-10", 13).map((month, index) =>
      vat(month, { amountFen: index === 0 ? 9_999 : 100 }),
    );
    const facts = await indicatorsOf([...rows, vat("2025-11", { amountFen: 1500 })]);
    expect(facts).toMatchObject({ declaredSales12Fen: 1500, declaredSalesGrowthBps: 2500 });
  });

  test.each([
    ["on the first day of a month the one before is whole", { today: "2026-11-01" }, 1],
    ["on its last day a month is not over yet", { today: "2026-10-31" }, 0],
    ["a history that ends with a month has that month whole", { observedOn: "2026-10-31" }, 1],
    ["a history that ends a day earlier has not", { observedOn: "2026-10-30" }, 0],
  ] as const)("%s", async (_, ask, months) => {
    expect(
      (await indicatorsOf([vat("2026-09", { amountFen: 0 }), vat("2026-10")], ask)).vatMonths12,
    ).toBe(1 + months);
  });

  test.each([
    ["2024-02-29", 1],
    ["2024-02-28", 0],
    ["2023-02-28", 1],
  ])("a history to %s knows leap years", async (observedOn, months) => {
    const month = observedOn.slice(0, 7);
    const { vatMonths12 } = await indicatorsOf([vat("2022-12"), vat(month)], { observedOn });
    expect(vatMonths12).toBe((month === "2023-02" ? 1 : 0) + months);
  });

  test("what comes after the day that a history ends on is not known then", async () => {
    const facts = await indicatorsOf(
      [
        vat("2022-05", { arrearsFen: 5 }),
        vat("2022-08", { arrearsFen: 9, count: 3 }),
        { item: "tax_grade", period: "2021-01-01", category: "B" },
        { item: "tax_grade", period: "2023-01-01", category: "D" },
        { item: "penalty", period: "2022-07-01", key: "1" },
        {
          item: "adverse_list",
          period: "2022-06-01",
          key: "1",
          payload: { removedOn: "2022-07-01" },
        },
      ],
      { observedOn: "2022-06-30" },
    );
    expect(facts).toMatchObject({
      vatMonths12: 1,
      taxArrearsFen: 5,
      lateDeclarations12: 0,
      taxGrade: "B",
      adverseLists: 1,
    });
    expect(facts.penalties24).toBeNull();
  });

  test("as of that day, whatever day is today", async () => {
    const { uscc } = await anEnterprise(owner, { observedOn: "2022-06-30" });
    await refreshIndicators(owner, { usccs: [uscc], today: TODAY, now });
    const [row] =
      await owner`select as_of::text, computed_at from credit.indicator where uscc = ${uscc}`;
    expect(row).toEqual({ as_of: "2022-06-30", computed_at: now });
    // Established 2015-06-01.
    expect((await storedIndicators(owner, uscc)).monthsEstablished).toBe(84);
  });
});

describe("corrections and scope", () => {
  test("a correction supersedes what was said", async () => {
    const said = vat("2026-10", { amountFen: 999, count: 5, superseded: true });
    const facts = await indicatorsOf([
      said,
      vat("2026-10", { version: 2, amountFen: 0, count: 0 }),
    ]);
    expect(facts).toMatchObject({
      vatMonths12: 1,
      declaredSales12Fen: 0,
      zeroDeclarations12: 1,
      lateDeclarations12: 0,
    });
  });

  test("what is not known any more becomes null again", async () => {
    const { uscc } = await anEnterprise(owner);
    await storeRecords(owner, uscc, [vat("2026-10")]);
    await refreshIndicators(owner, { usccs: [uscc], today: TODAY, now });
    await owner`update credit.record set superseded_at = now() where uscc = ${uscc}`;
    await refreshIndicators(owner, { usccs: [uscc], today: TODAY, now });
    expect((await storedIndicators(owner, uscc)).vatMonths12).toBeNull();
  });

  test("codes that nobody has registered are passed over", async () => {
    expect(await refreshIndicators(owner, { usccs: [], today: TODAY, now })).toBe(0);
    expect(
      await refreshIndicators(owner, { usccs: ["91520100MA0000000X"], today: TODAY, now }),
    ).toBe(0);
  });

  test("all of them at once get the values that each would get alone, also beyond one portion", async () => {
    const separate = await freshDatabase();
    const usccs: string[] = [];
    for (let index = 0; index < 5; index++) {
      const { uscc } = await anEnterprise(
        separate.owner,
        index % 2 ? { observedOn: "2026-06-30" } : {},
      );
      await storeRecords(
        separate.owner,
        uscc,
        monthsFrom("2024-11", 20 + index).map((month) => vat(month, { amountFen: 100 + index })),
      );
      usccs.push(uscc);
    }
    await separate.owner`
      insert into registry.enterprise (uscc, name, region_code, industry_code, size_class, established_on, status)
      select '9' || lpad(i::text, 17, '0'), '企业' || i, '520100', 'C13', 'small', '2015-06-01', 'operating' from generate_series(1, 1100) i`;
    expect(await refreshIndicators(separate.owner, { usccs: null, today: TODAY, now })).toBe(1105);
    const together = await Promise.all(usccs.map((uscc) => storedIndicators(separate.owner, uscc)));
    await separate.owner`truncate credit.indicator`;
    for (const uscc of usccs)
      await refreshIndicators(separate.owner, { usccs: [uscc], today: TODAY, now });
    expect(await Promise.all(usccs.map((uscc) => storedIndicators(separate.owner, uscc)))).toEqual(
      together,
    );
    expect(together[0]?.vatMonths12).toBe(8);
    await separate.drop();
  });

  test("the intake process's role may do it, and many at once wait for each other", async () => {
    const usccs = await Promise.all(
      Array.from({ length: 6 }, async () => (await anEnterprise(owner)).uscc),
    );
    const intake = fresh.as("xinqiao_intake");
    const written = await Promise.all(
      Array.from({ length: 8 }, (_, turn) =>
        refreshIndicators(intake, {
          usccs: turn % 2 ? usccs : usccs.toReversed(),
          today: TODAY,
          now,
        }),
      ),
    );
    expect(written).toEqual(Array(8).fill(6));
  });
});
