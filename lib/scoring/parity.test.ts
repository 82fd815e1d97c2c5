import fc from "fast-check";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { indicatorTable } from "#db/schema/credit.ts";
import { columnOf } from "../credit/index.ts";
import { makeUscc } from "../kernel/uscc.ts";
import { inDatabase } from "../testing/database.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { factsAskedBy } from "./conditions.ts";
import { compileEngine } from "./engine.ts";
import { anEnterprise, anyCard, measured, oddCard } from "./factory.ts";
import type { FactValues, Scorecard } from "./model.ts";
import { fromPmml } from "./pmml/read.ts";
import { toPmml } from "./pmml/write.ts";
import { problemsOf } from "./problems.ts";
import { compileScorecard } from "./score.ts";
import { scoreToSql } from "./to-sql.ts";

const ENTERPRISES = 100_000;
const BATCH = 10_000;
const LONG = 300_000;
const nobodys = { id: "nobodys", version: 1, validFrom: "2026-01-01" };
const reimported = (card: Scorecard) => fromPmml(toPmml(card), nobodys);

const usccOf = (index: number) => makeUscc("91520100", 10_000_000 + index);

/** Writes enterprises as rows of `credit.indicator`, a batch in one statement; of their facts, those read. */
async function store(
  db: Db,
  from: number,
  firms: readonly FactValues[],
  read: (fact: string) => boolean = () => true,
) {
  const rows = firms.map((facts, index) => ({
    ...Object.fromEntries(
      Object.entries(facts)
        .filter(([id]) => read(id))
        .map(([id, value]) => [columnOf(id as never), value]), // One of the catalogue's.
    ),
    uscc: usccOf(from + index),
    as_of: "2026-11-21",
    computed_at: "2026-11-21T00:00:00Z",
  }));
  await db.execute(sql`insert into credit.indicator
    select * from json_populate_recordset(null::credit.indicator, ${JSON.stringify(rows)}::json)`);
}

/** Everything that an answer consists of, for comparison. */
function quickly(card: Scorecard) {
  const engine = compileEngine(card);
  return (facts: FactValues) => {
    const quick = engine.quick(facts);
    const grade = quick && (card.grades[quick.gradeIndex]?.grade ?? null);
    return quick && { total: quick.total, grade, vetoed: quick.vetoed, reasons: quick.reasons };
  };
}

function explained(card: Scorecard) {
  const scorer = compileScorecard(card);
  return (facts: FactValues) => {
    const { total, grade, vetoed, reasons } = scorer(facts);
    return { total, grade, vetoed, reasons: reasons.map(({ code }) => code) };
  };
}

test(
  "two cards give 100,000 enterprises the same from closure, explanation, PMML read again and SQL",
  { timeout: LONG },
  async () => {
    const cards = [bankTax1, oddCard].map(aboutCard);
    const read = new Set([bankTax1, oddCard].flatMap(factsOf));
    await inDatabase(async (db) => {
      for (let from = 0; from < ENTERPRISES; from += BATCH) {
        const firms = Array.from({ length: BATCH }, (_, index) => anEnterprise(from + index));
        await db.delete(indicatorTable);
        await store(db, from, firms, (fact) => read.has(fact));
        for (const card of cards) await compareAll(db, card, from, firms);
      }
    });
    // The enterprises differ enough for their agreement to mean something.
    for (const { card, seen } of cards) {
      expect(seen.vetoes.size).toBe(card.vetoes.length > 0 ? 2 : 1);
      expect(seen.reasons).toBeGreaterThan(ENTERPRISES / 2);
      expect(seen.grades.size).toBeGreaterThan(card === bankTax1 ? 4 : 0);
    }
  },
);

/** All that its characteristics and vetoes ask for. */
const factsOf = ({ characteristics, vetoes }: Scorecard) => [
  ...characteristics.flatMap(factsAskedBy),
  ...vetoes.map(({ fact }) => fact),
];

const aboutCard = (card: Scorecard) => ({
  card,
  closure: quickly(card),
  others: [explained(card), quickly(reimported(card))],
  inSql: scoreToSql(card),
  seen: { vetoes: new Set<boolean>(), grades: new Set<string | null>(), reasons: 0 },
});

async function compareAll(
  db: Db,
  { closure, others, inSql, seen }: ReturnType<typeof aboutCard>,
  from: number,
  firms: readonly FactValues[],
) {
  const { total, vetoed, grade } = inSql;
  const rows = await db
    .select({ uscc: indicatorTable.uscc, total, vetoed, grade })
    .from(indicatorTable);
  const byUscc = new Map(rows.map((row) => [row.uscc, row]));
  for (const [index, facts] of firms.entries()) {
    const answer = closure(facts);
    const text = JSON.stringify(answer);
    for (const other of others) {
      const theirs = other(facts);
      if (JSON.stringify(theirs) !== text)
        expect({ facts, answer: theirs }).toEqual({ facts, answer });
    }
    const row = byUscc.get(usccOf(from + index));
    const { reasons = [], ...figures } = answer ?? {};
    const known = row && { total: row.total, grade: row.grade, vetoed: row.vetoed };
    if (!known || JSON.stringify(known) !== JSON.stringify(answer && figures))
      expect({ facts, ...row }).toMatchObject({ facts, ...figures });
    seen.vetoes.add(answer?.vetoed ?? false);
    seen.grades.add(answer?.grade ?? null);
    seen.reasons += reasons.length;
  }
}

test.each([bankTax1, oddCard])(
  "card $id comes back from PMML as it was, in the same bytes",
  (card) => {
    expect(reimported(card)).toEqual(card);
    expect(toPmml(reimported(card))).toBe(toPmml(card));
  },
);

test("any card without gaps comes back from PMML as it was, and scores the same", () => {
  fc.assert(
    fc.property(anyCard, fc.array(fc.nat(1_000_000), { maxLength: 20 }), (card, numbers) => {
      expect(problemsOf(card, { facts: measured })).toEqual([]);
      const again = reimported(card);
      expect(toPmml(again)).toBe(toPmml(card));
      const [closure, other, told] = [quickly(card), quickly(again), explained(card)];
      for (const number of numbers) {
        const facts = anEnterprise(number);
        expect(other(facts)).toEqual(closure(facts));
        expect(told(facts)).toEqual(closure(facts));
      }
    }),
    { numRuns: 300 },
  );
});

test("any card scores in PostgreSQL as it does in memory", { timeout: LONG }, async () => {
  const firms = Array.from({ length: 200 }, (_, index) => anEnterprise(index));
  await inDatabase(async (db) => {
    await db.delete(indicatorTable);
    await store(db, 0, firms);
    await fc.assert(
      fc.asyncProperty(anyCard, async (card) => {
        const closure = quickly(card);
        const { total, grade } = scoreToSql(card);
        const rows = await db
          .select({ uscc: indicatorTable.uscc, total, grade })
          .from(indicatorTable);
        const inSql = new Map(rows.map((row) => [row.uscc, [row.total, row.grade]]));
        firms.forEach((facts, index) => {
          const answer = closure(facts);
          expect(inSql.get(usccOf(index))).toEqual([answer?.total, answer?.grade]);
        });
      }),
      { numRuns: 60 },
    );
  });
});

test("a card that leaves a gap gives no score, and NULL in SQL, rather than zero", async () => {
  const [first] = oddCard.characteristics;
  const gap = { ...oddCard, characteristics: first ? [{ ...first, attributes: [] }] : [] };
  const facts = anEnterprise(1);
  expect(compileEngine(gap).quick(facts)).toBeNull();
  expect(() => compileScorecard(gap)(facts)).toThrow("gives no score");
  const [attribute] = first?.attributes ?? [];
  const onlyUnknown: Scorecard = {
    ...gap,
    characteristics: first && attribute ? [{ ...first, attributes: [attribute] }] : [],
  };
  await inDatabase(async (db) => {
    await db.delete(indicatorTable);
    await store(db, 0, [{ ...facts, headcount: 5 }]);
    const { total, grade } = scoreToSql(onlyUnknown);
    const [row] = await db.select({ total, grade }).from(indicatorTable);
    expect(row).toEqual({ total: null, grade: null });
  });
});
