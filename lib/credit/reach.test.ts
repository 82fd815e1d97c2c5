import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { itemOf, type ItemId } from "../intake/catalogue.ts";
import { addMonths, dayOf, monthOf } from "../kernel/calendar.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation, anEnterprise, anInstitution, anOfficer } from "../testing/people.ts";
import { earliestDay } from "../testing/refusals/situation.ts";
import { landBatch, storeRecords, type RecordParts } from "./factory.ts";
import { refreshIndicators } from "./indicator-sql.ts";

/**
 * What lies beyond an authorisation does not leave in any form: the answer about an enterprise is the
 * answer about a twin that never had those records.
 */
const today = dayOf(new Date());
let fresh: FreshDatabase;
let owner: Sql;
let web: Sql;
let officer: ActorOf<"loan_officer">;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  web = fresh.as("xinqiao_web");
  officer = await anOfficer(owner, (await anInstitution(owner)).id);
  await landBatch(owner, "penalty");
  await landBatch(owner, "adverse_list");
});
afterAll(() => fresh.drop());

const licensed = [
  "tax_grade",
  "vat_declaration",
  "income_tax_declaration",
  "invoice_month",
  "electricity",
  "water",
  "gas",
  "social_insurance",
  "housing_fund",
  "loan_balance",
  "public_resource_award",
  "enterprise_statement",
] as const satisfies readonly ItemId[];
const open = [
  "penalty",
  "adverse_list",
  "registration_change",
  "judgment_document",
  "judgment_debtor",
  "honour",
] as const satisfies readonly ItemId[];
const categories: Readonly<Partial<Record<ItemId, string>>> = {
  tax_grade: "B",
  invoice_month: "sale",
  penalty: "serious",
  adverse_list: "abnormal_operation",
};
const keyed = new Set<ItemId>([
  "invoice_month",
  "electricity",
  "water",
  "gas",
  "loan_balance",
  "public_resource_award",
  ...open,
]);

/** The months of an item's rows, counted back; a run of them, from fresh to long forgotten. */
const run = fc
  .tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 0, max: 30 }),
    fc.subarray([2, 3, 5, 8]),
  )
  .map(([newest, length, holes]) =>
    Array.from({ length }, (_, index) => newest + index).filter((back) => !holes.includes(back)),
  );

function rowsOf(item: ItemId, backs: readonly number[], asOf: string): RecordParts[] {
  const months = backs.map((back) => addMonths(monthOf(asOf), -back));
  const fitting = months.filter((month) => {
    const number = Number(month.slice(5, 7));
    if (item === "tax_grade") return number === 1;
    return item !== "income_tax_declaration" || number % 3 === 1;
  });
  return fitting.map((month, index) => ({
    item,
    period: `${month}-01`,
    key: keyed.has(item) ? `${categories[item] === "sale" ? "sale:" : ""}甲` : "",
    amountFen: 1000 + 37 * index,
    taxFen: 30 + index,
    paidFen: 20 + index,
    arrearsFen: index % 3,
    count: index % 4,
    quantity: 5 + index,
    ...(categories[item] ? { category: categories[item] } : {}),
    ...(item === "invoice_month"
      ? { payload: { redAmount: index, redInvoices: 1, voidInvoices: 0 } }
      : {}),
  }));
}

const history = fc.record(
  Object.fromEntries([...licensed, ...open].map((item) => [item, run])) as Record<
    ItemId,
    typeof run
  >, // One entry for each item above.
);
const asked = fc.record({
  history,
  items: fc.subarray([...licensed], { minLength: 1 }),
  lookBackMonths: fc.constantFrom(1, 2, 6, 11, 12, 13, 14, 15, 18, 23, 24, 25, 36),
  observedOn: fc.constantFrom(undefined, "2026-06-30", "2025-11-15"),
});

async function enterpriseWith(rows: readonly RecordParts[], observedOn: string | undefined) {
  const { uscc } = await anEnterprise(owner, observedOn ? { observedOn } : {});
  await storeRecords(owner, uscc, rows);
  await refreshIndicators(owner, { usccs: [uscc], today, now: new Date() });
  return uscc;
}

type Answer = Readonly<{
  from_day: string;
  series: { item: string; period: string }[];
  partners: unknown[];
  coverage: { item: string; rows: number; first_period: string | null }[];
  indicators: Record<string, unknown>;
}>;

async function lookAt(uscc: string, items: readonly string[], lookBackMonths: number) {
  const id = await anAuthorisation(owner, {
    uscc,
    institutionId: officer.institutionId,
    signedBy: officer.accountId,
    items,
    lookBackMonths,
  });
  const [row] = await web<Answer[]>`
    select from_day::text, series, partners, coverage, indicators
    from credit.read_by_authorisation(${officer.accountId}::uuid, ${id}::uuid,
      (select artefact_hash from consent.authorisation where id = ${id}), ${uscc}, 'before_loan', 'credit_review',
      null, null, null, '测试')`;
  if (!row) throw new Error("the gate gave no answer");
  return row;
}

const isOpen = (item: string) => open.some((one) => one === item);
const known = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

test("what is older than the look-back, or of an item that is not covered, leaves in no figure", async () => {
  await fc.assert(
    fc.asyncProperty(asked, async ({ history, items, lookBackMonths, observedOn }) => {
      const asOf = observedOn ?? today;
      const from = earliestDay(lookBackMonths, asOf);
      const rows = [...licensed, ...open].flatMap((item) => rowsOf(item, history[item], asOf));
      // A year's grade counts as the whole year's; public lists stand whatever their age.
      const allowed = rows.filter(
        ({ item, period }) =>
          isOpen(item) ||
          (items.some((one) => one === item) &&
            (period >= from || (item === "tax_grade" && period.slice(0, 4) === from.slice(0, 4)))),
      );
      const whole = await enterpriseWith(rows, observedOn);
      const twin = await enterpriseWith(allowed, observedOn);
      const [seen, told] = [
        await lookAt(whole, items, lookBackMonths),
        await lookAt(twin, items, 36),
      ];
      expect(seen.from_day).toBe(from);
      const inReach = ({ item, period }: { item: string; period: string }) =>
        item !== "penalty" || period >= from;
      expect(seen.series).toEqual(told.series.filter(inReach));
      const shown = known(seen.indicators);
      const names = Object.keys(shown);
      expect(shown).toEqual(
        Object.fromEntries(names.map((name) => [name, told.indicators[name] ?? null])),
      );
      const covered = (answer: Answer) =>
        answer.coverage
          .filter(({ item }) => item === "adverse_list" || !isOpen(item))
          .map(({ item, rows: n, first_period }) => [item, n, first_period])
          .sort();
      expect(covered(seen)).toEqual(covered(told));
      expect([[], told.partners]).toContainEqual(seen.partners);
    }),
    { numRuns: 60 },
  );
}, 180_000);

test("an authorisation that covers and reaches everything shows every figure that there is", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (backs) => {
      const rows = [...licensed, ...open].flatMap((item) => rowsOf(item, backs[item], today));
      // A year within the look-back, since some figures look back from the newest record.
      const inReach = rows.filter(({ period }) => period >= earliestDay(24));
      const uscc = await enterpriseWith(inReach, undefined);
      const seen = await lookAt(uscc, [...licensed], 36);
      const [all] = await owner<{ values: Record<string, unknown> }[]>`
        select to_jsonb(i) - array['uscc', 'as_of', 'computed_at'] as values from credit.indicator i where uscc = ${uscc}`;
      expect(known(seen.indicators)).toEqual(known(all?.values ?? {}));
    }),
    { numRuns: 20 },
  );
});

test("gas, which not every enterprise has, is asked for where it has any and only there", async () => {
  const bills = (item: ItemId) => rowsOf(item, [1, 2, 3], today);
  const items = ["electricity", "water"];
  const without = await enterpriseWith([...bills("electricity"), ...bills("water")], undefined);
  expect((await lookAt(without, items, 12)).indicators).toHaveProperty("utility_arrears_fen");
  const withGas = await enterpriseWith(
    [...bills("electricity"), ...bills("water"), ...bills("gas")],
    undefined,
  );
  expect((await lookAt(withGas, items, 12)).indicators).not.toHaveProperty("utility_arrears_fen");
  expect((await lookAt(withGas, [...items, "gas"], 12)).indicators).toHaveProperty(
    "utility_late_months12",
  );
});

test("the items of this file are as public or licensed as the catalogue says", () => {
  expect(licensed.filter((item) => itemOf(item).sharing === "public")).toEqual([]);
  expect(open.filter((item) => itemOf(item).sharing !== "public")).toEqual([]);
});
