import { afterAll, beforeAll, expect, test } from "vitest";
import { database, type Sql } from "#db/client.ts";
import { storeRecords } from "../credit/factory.ts";
import { indicatorsAsOf, refreshIndicators } from "../credit/index.ts";
import { addDays, addMonths, dayOf, firstDay, monthOf } from "../kernel/calendar.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson } from "../testing/people.ts";
import { aStoredCard } from "./factory.ts";
import { bankTax1, readOwnScore, score } from "./index.ts";
import { trendOf } from "./own-trend.ts";

const now = new Date();
const today = dayOf(now);
let fresh: FreshDatabase;
let owner: Sql;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
});
afterAll(() => fresh.drop());

test("the web process reads a year of an enterprise's own figures, as they are computed for any past day", async () => {
  const { uscc } = await anEnterprise(owner);
  const person = await anEnterprisePerson(owner, uscc);
  const months = Array.from({ length: 18 }, (_, back) => addMonths(monthOf(today), -1 - back));
  await storeRecords(
    owner,
    uscc,
    months.flatMap((month, place) => [
      {
        item: "vat_declaration" as const,
        period: firstDay(month),
        amountFen: 9_000_000,
        taxFen: 90,
        paidFen: 90,
        arrearsFen: place > 8 ? 5 : 0,
        count: 0,
      },
      { item: "electricity" as const, period: firstDay(month), key: "1", amountFen: 100, count: 0 },
      {
        item: "invoice_month" as const,
        period: firstDay(month),
        key: "sale:x",
        category: "sale",
        amountFen: 8_000_000,
        count: 1,
      },
    ]),
  );
  await storeRecords(owner, uscc, [
    { item: "tax_grade", period: `${Number(today.slice(0, 4)) - 2}-01-01`, category: "A" },
  ]);
  await refreshIndicators(owner, { usccs: [uscc], today, now });
  const own = await readOwnScore({ db: database(fresh.as("xinqiao_web")), actor: person, now }, {});
  if (!own.granted) throw new Error(own.because);
  expect(own.trend.map(({ month }) => month)).toEqual(months.slice(0, 12).toReversed());
  expect(own.trend.at(-1)?.total).toBe(own.score.total);
  for (const { month, total } of own.trend.slice(0, -1)) {
    const asOf = firstDay(addMonths(month, 1));
    const known = await indicatorsAsOf(owner, { usccs: [uscc], asOf, knownAt: null });
    const facts = known.get(uscc)?.values ?? {};
    const expected = score(bankTax1, facts);
    expect(total).toBe(expected.completenessBps >= 5_000 ? expected.total : null);
  }
  // One look, one line in the log.
  const looks = await owner`select purpose from consent.access_log where uscc = ${uscc}`;
  expect(looks).toHaveLength(1);
});

test("a past month is scored by the card that was in force at its end", async () => {
  const card = { ...structuredClone(bankTax1), id: "later", initialScore: 0 };
  const id = await aStoredCard(owner, { card, status: "champion", institutionId: null });
  const at = `${addDays(today, -45)}T04:00:00Z`;
  const people = [crypto.randomUUID(), crypto.randomUUID()];
  for (const [index, kind] of ["draft", "submit", "approve", "propose", "promote"].entries())
    await owner`insert into scoring.card_event (card, number, kind, status, account_id, at)
      values (${id}, ${index + 1}, ${kind}, 'champion', ${people[index % 2] ?? ""}, ${at})`;
  const { uscc } = await anEnterprise(owner);
  const person = await anEnterprisePerson(owner, uscc);
  const own = await readOwnScore({ db: database(fresh.as("xinqiao_web")), actor: person, now }, {});
  if (!own.granted) throw new Error(own.because);
  const names = own.trend.map(({ cardName }) => cardName);
  const taken = own.trend.findIndex(({ cardName }) => cardName === "later v1");
  expect(own.trend[taken]?.month).toBe(monthOf(addDays(today, -45)));
  expect(new Set(names.slice(0, taken))).toEqual(new Set(["bank-tax v1"]));
  expect(new Set(names.slice(taken))).toEqual(new Set(["later v1"]));
});

test("a month of which less than half is known has no point", () => {
  const champion = { card: bankTax1, hash: "h", institutionId: null };
  const nothing = { taxGrade: "A" };
  const scored = score(bankTax1, nothing);
  const [past] = trendOf({
    history: [{ day: "2026-10-01", facts: nothing as never }], // The other facts are unknown.
    champions: [champion],
    now: { champion, scored, asOf: "2026-11-21" },
  });
  expect(past).toMatchObject({ month: "2026-09", total: null, grade: null });
});
