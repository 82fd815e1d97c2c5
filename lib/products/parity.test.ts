import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { indicatorTable } from "#db/schema/credit.ts";
import { enterprises, industries, regions } from "#db/schema/registry.ts";
import { guaranteeKinds, loanPurposes } from "../kernel/lending-terms.ts";
import { makeUscc } from "../kernel/uscc.ts";
import { sizeClasses } from "../registry/model.ts";
import { inDatabase } from "../testing/database.ts";
import { compileRules } from "./decide.ts";
import { compile, factsIn } from "./evaluate.ts";
import { facts as dictionary, factsFrom, type DemandTerms } from "./facts.ts";
import { comparisons, type Condition, type EligibilityRule, type Facts } from "./model.ts";
import { factsInSql, toSql, verdictSql } from "./to-sql.ts";

const unknownFacts = Object.fromEntries(dictionary.map(({ id }) => [id, null])) as Facts; // One entry for each id.
const places = ["520000", "520100", "520102", "520302", "500101"] as const;
const trades = ["A01", "C13", "C33", "J66"] as const;

// Few values, so that facts meet the bounds; and those at which types of the database differ.
const counts = fc.option(fc.constantFrom(-2, -1, 0, 1, 2, 3, 2_147_483_647));
const amounts = fc.option(fc.constantFrom(-1, 0, 1, 2, 3, 3_000_000_000, Number.MAX_SAFE_INTEGER));
const bounds = fc.constantFrom(-1, 0, 1, 2, 2.5, 3, 3_000_000_000, 1e20, Number.MAX_SAFE_INTEGER);

const subject = fc.record({
  headcount: counts,
  electricityGrowthBps: counts,
  taxPaid12Fen: amounts,
  profit12Fen: amounts,
  taxGrade: fc.option(fc.constantFrom("A", "B", "C", "D")),
  regionCode: fc.constantFrom(...places),
  industryCode: fc.constantFrom(...trades),
  sizeClass: fc.constantFrom(...sizeClasses),
});
type Subject = typeof subject extends fc.Arbitrary<infer T> ? T : never;

const demand: fc.Arbitrary<DemandTerms | null> = fc.option(
  fc.record({
    amountFen: fc.constantFrom(1, 2, 3, 3_000_000_000),
    termMonths: fc.constantFrom(1, 2, 3),
    maximumRateBps: fc.constantFrom(1, 2, 3),
    guaranteeKind: fc.constantFrom(...guaranteeKinds),
    purpose: fc.constantFrom(...loanPurposes),
  }),
);

const some = <T>(value: fc.Arbitrary<T>) =>
  fc.array(value, { minLength: 1, maxLength: 3 }).map((list) => list as [T, ...T[]]); // At least one, see above.
const numberFact = fc.constantFrom(
  ...([
    "headcount",
    "electricityGrowthBps",
    "taxPaid12Fen",
    "profit12Fen",
    "demandAmountFen",
    "demandTermMonths",
  ] as const),
);
const listed = (
  fact: fc.Arbitrary<Extract<Condition, { kind: "one_of" | "none_of" }>["fact"]>,
  values: fc.Arbitrary<string>,
) =>
  fc.record({
    kind: fc.constantFrom("one_of" as const, "none_of" as const),
    fact,
    values: some(values),
  });

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...comparisons), fact: numberFact, value: bounds }),
  fc
    .record({ fact: numberFact, one: bounds, other: bounds })
    .map(({ fact, one, other }): Condition => ({
      kind: "between",
      fact,
      low: Math.min(one, other),
      high: Math.max(one, other),
    })),
  listed(fc.constant("taxGrade"), fc.constantFrom("A", "B", "M", "D")),
  listed(fc.constant("industrySection"), fc.constantFrom("A", "C", "K")),
  listed(fc.constant("sizeClass"), fc.constantFrom(...sizeClasses)),
  listed(fc.constant("demandGuarantee"), fc.constantFrom(...guaranteeKinds)),
  listed(fc.constant("demandPurpose"), fc.constantFrom(...loanPurposes)),
  fc.record({
    kind: fc.constant("in_regions" as const),
    fact: fc.constant("regionCode" as const),
    regions: some(fc.constantFrom(...places, "500000", "52", "530000")),
  }),
  fc.record({
    kind: fc.constant("in_industries" as const),
    fact: fc.constant("industryCode" as const),
    industries: some(fc.constantFrom("A", "C", "C13", "J66")),
  }),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "medium", withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom("all" as const, "any" as const),
      conditions: some(tie("condition")),
    }),
    fc.record({ kind: fc.constant("not" as const), condition: tie("condition") }),
  ),
}));

const usccOf = (index: number) => makeUscc("91520100", 60_000_000 + index);

async function storePlaces(db: Db): Promise<void> {
  await db
    .insert(regions)
    .values(places.map((code) => ({ code, name: code, level: "test" })))
    .onConflictDoNothing();
  await db
    .insert(industries)
    .values(trades.map((code) => ({ code, name: code, level: "test" })))
    .onConflictDoNothing();
}

/** Puts these subjects in place of the last ones. */
async function store(db: Db, subjects: readonly Subject[]): Promise<void> {
  await db.delete(indicatorTable);
  await db.delete(enterprises);
  const rows = subjects.map((row, index) => ({ ...row, uscc: usccOf(index) }));
  await db.insert(enterprises).values(
    rows.map(({ uscc, regionCode, industryCode, sizeClass }) => ({
      uscc,
      regionCode,
      industryCode,
      sizeClass,
      name: `测试示例企业${uscc}`,
      establishedOn: "2015-06-01",
      status: "operating" as const,
    })),
  );
  await db
    .insert(indicatorTable)
    .values(rows.map((row) => ({ ...row, asOf: "2026-11-21", computedAt: new Date(0) })));
}

const factsOf = (
  { regionCode, industryCode, sizeClass, ...indicators }: Subject,
  terms: DemandTerms | null,
) => factsFrom({ ...unknownFacts, ...indicators }, { regionCode, industryCode, sizeClass }, terms);

const joined = eq(enterprises.uscc, indicatorTable.uscc);
const subjects = fc.array(subject, { minLength: 1, maxLength: 12 });

test("a condition decides in memory as it filters in PostgreSQL, unknown facts included", async () => {
  await inDatabase(async (db) => {
    await storePlaces(db);
    const seen = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(condition, subjects, demand, async (tree, firms, terms) => {
        await store(db, firms);
        const rows = await db
          .select({ uscc: enterprises.uscc, truth: toSql(tree, factsInSql(terms)) })
          .from(enterprises)
          .innerJoin(indicatorTable, joined);
        const inSql = new Map(rows.map(({ uscc, truth }) => [uscc, truth]));
        const holds = compile(tree);
        for (const [index, firm] of firms.entries()) {
          const truth = holds(factsOf(firm, terms));
          seen.add(truth);
          expect(truth).toBe(inSql.get(usccOf(index)));
        }
      }),
      { numRuns: 400 },
    );
    // Otherwise agreement would mean little.
    expect(seen).toEqual(new Set([true, false, null]));
  });
});

test("a condition counts within the database as it decides in memory", async () => {
  const everything = sql`(select array(select id from intake.item) as items, 99 as look_back_months) s`;
  await inDatabase(async (db) => {
    await storePlaces(db);
    const seen = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(condition, subjects, async (tree, firms) => {
        // Nobody counts by what belongs to a demand.
        fc.pre(!factsIn(tree).some((fact) => fact.startsWith("demand")));
        await store(db, firms);
        const [composed] = await db.execute<{ text: string }>(
          sql`select products.condition_sql(${JSON.stringify(tree)}::text::jsonb) as text`,
        );
        const rows = await db.execute<{ uscc: string; truth: boolean | null }>(
          sql`select e.uscc, ${sql.raw(composed?.text ?? "")} as truth
            from registry.enterprise e join credit.indicator i using (uscc) cross join ${everything}`,
        );
        const inSql = new Map(rows.map(({ uscc, truth }) => [uscc, truth]));
        const holds = compile(tree);
        for (const [index, firm] of firms.entries()) {
          const truth = holds(factsOf(firm, null));
          seen.add(truth);
          expect(truth).toBe(inSql.get(usccOf(index)));
        }
      }),
      { numRuns: 120 },
    );
    expect(seen).toEqual(new Set([true, false, null]));
  });
});

test("all rules of a product come to the same verdict in memory and in PostgreSQL", async () => {
  const rules: fc.Arbitrary<EligibilityRule[]> = fc.array(
    fc.record({
      id: fc.constant("rule"),
      name: fc.constant("规则"),
      condition,
      otherwise: fc.constantFrom("reject" as const, "review" as const),
      remedy: fc.constant(null),
    }),
    { maxLength: 4 },
  );
  await inDatabase(async (db) => {
    await storePlaces(db);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(rules, subjects, demand, async (drawn, firms, terms) => {
        await store(db, firms);
        const rows = await db
          .select({ uscc: enterprises.uscc, verdict: verdictSql(drawn, factsInSql(terms)) })
          .from(enterprises)
          .innerJoin(indicatorTable, joined);
        const inSql = new Map(rows.map(({ uscc, verdict }) => [uscc, verdict]));
        const decideAll = compileRules(drawn);
        for (const [index, firm] of firms.entries()) {
          const { verdict } = decideAll(factsOf(firm, terms));
          seen.add(verdict);
          expect(verdict).toBe(inSql.get(usccOf(index)));
        }
      }),
      { numRuns: 200 },
    );
    expect(seen.size).toBe(4);
  });
});

test("a condition that cannot be read is refused before it becomes SQL", () => {
  expect(() => toSql({ kind: "at_least", fact: "taxGrade", value: 1 }, factsInSql(null))).toThrow(
    "不是数值",
  );
});
