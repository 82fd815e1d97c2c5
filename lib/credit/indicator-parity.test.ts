import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addMonths } from "../kernel/calendar.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise } from "../testing/people.ts";
import { storedIndicators, storeRecords, type RecordParts } from "./factory.ts";
import { refreshIndicators } from "./indicator-sql.ts";

/** The database decides; the same figures are worked out here row by row, and must agree. */
const UNTIL = "2026-11";
const WINDOW = Array.from({ length: 12 }, (_, index) => addMonths(UNTIL, index - 12));
const EARLIER = Array.from({ length: 12 }, (_, index) => addMonths(UNTIL, index - 24));

let fresh: FreshDatabase;
beforeAll(async () => void (fresh = await freshDatabase()));
afterAll(() => fresh.drop());

type Row = RecordParts & Readonly<{ period: string }>;
const sum = (rows: readonly Row[], value: (row: Row) => number | undefined) =>
  rows.reduce((all, row) => all + (value(row) ?? 0), 0);

/** Exact, in whole numbers: half away from zero, unknown without a positive denominator. */
function bps(part: number, whole: number): number | null {
  if (whole <= 0) return null;
  const [top, bottom] = [BigInt(Math.abs(part)) * 10_000n * 2n + BigInt(whole), BigInt(whole) * 2n];
  const rounded = Number(top / bottom) * Math.sign(part);
  return Math.max(-1_000_000, Math.min(1_000_000, rounded)) + 0;
}

function naive(rows: readonly Row[]) {
  const of = (item: string, category?: string) =>
    rows.filter((row) => row.item === item && (!category || row.category === category));
  const inside = (some: readonly Row[], months: readonly string[]) =>
    some.filter(({ period }) => months.includes(period.slice(0, 7)));
  const whole = (some: readonly Row[]) => some.some(({ period }) => period.slice(0, 7) < UNTIL);
  const known = <Value>(some: readonly Row[], value: Value) => (whole(some) ? value : null);

  const vat = of("vat_declaration");
  const declared = inside(vat, WINDOW);
  const declaredBefore = inside(vat, EARLIER);
  const newest = vat.toSorted((one, other) => other.period.localeCompare(one.period))[0];
  const sold = inside(of("invoice_month", "sale"), WINDOW);
  const soldBefore = inside(of("invoice_month", "sale"), EARLIER);
  const customers = [...Map.groupBy(sold, ({ key }) => key).values()]
    .map((some) => sum(some, (row) => row.amountFen))
    .filter((net) => net > 0)
    .sort((one, other) => other - one);
  const net = customers.reduce((all, each) => all + each, 0);
  const monthly = WINDOW.map((month) => sum(inside(sold, [month]), (row) => row.amountFen));
  const total = sum(sold, (row) => row.amountFen);
  const mean = total / 12;
  const deviation = Math.sqrt(monthly.reduce((all, each) => all + (each - mean) ** 2, 0) / 12);
  const red = sum(sold, (row) => Number(row.payload?.["redAmount"]));
  const monthsSold = (some: readonly Row[]) =>
    new Set(some.filter(({ count }) => (count ?? 0) > 0).map(({ period }) => period)).size;
  return {
    vatMonths12: known(vat, declared.length),
    declaredSales12Fen: known(
      vat,
      sum(declared, (row) => row.amountFen),
    ),
    zeroDeclarations12: known(vat, declared.filter(({ amountFen }) => amountFen === 0).length),
    lateDeclarations12: known(vat, declared.filter(({ count }) => (count ?? 0) > 0).length),
    taxArrearsFen: newest?.arrearsFen ?? null,
    vatBurdenBps: bps(
      sum(declared, (row) => row.taxFen),
      sum(declared, (row) => row.amountFen),
    ),
    declaredSalesGrowthBps:
      declaredBefore.length < 12
        ? null
        : bps(
            sum(declared, (row) => row.amountFen) - sum(declaredBefore, (row) => row.amountFen),
            sum(declaredBefore, (row) => row.amountFen),
          ),
    invoiceSales12Fen: known(of("invoice_month"), total),
    invoiceMonths12: known(of("invoice_month"), monthsSold(sold)),
    invoiceSalesGrowthBps:
      monthsSold(soldBefore) < 6
        ? null
        : bps(
            total - sum(soldBefore, (row) => row.amountFen),
            sum(soldBefore, (row) => row.amountFen),
          ),
    salesVolatilityBps:
      total <= 0 ? null : Math.min(1_000_000, Math.round((deviation / mean) * 10_000)),
    redRatio12Bps: bps(red, total + red),
    customers12: known(of("invoice_month"), customers.length),
    topFiveCustomersBps: bps(
      customers.slice(0, 5).reduce((all, each) => all + each, 0),
      net,
    ),
    customerHhi: bps(
      customers.reduce((all, each) => all + each * each, 0),
      net * net,
    ),
  };
}

const month = fc.integer({ min: -30, max: 0 }).map((back) => `${addMonths(UNTIL, back)}-01`);
const amount = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 90_000 }) },
);

const everyMonth = Array.from({ length: 31 }, (_, index) => `${addMonths(UNTIL, index - 30)}-01`);
const declarations = fc
  .oneof(fc.constant(everyMonth), fc.subarray(everyMonth))
  .chain((periods) => fc.tuple(...periods.map(declaration)));
const declaration = (period: string) =>
  fc.record({
    item: fc.constant("vat_declaration" as const),
    period: fc.constant(period),
    amountFen: amount,
    taxFen: amount,
    arrearsFen: amount,
    count: fc.integer({ min: 0, max: 3 }),
  });
const invoices = fc
  .record({
    period: month,
    category: fc.constantFrom("sale", "sale", "purchase"),
    party: fc.integer({ min: 1, max: 9 }),
    amountFen: fc.integer({ min: -20_000, max: 90_000 }),
    count: fc.integer({ min: 0, max: 4 }),
    redAmount: amount,
  })
  .map(({ party, redAmount, ...row }) => ({
    ...row,
    item: "invoice_month" as const,
    key: `${row.category}:${party}`,
    payload: { redAmount, redInvoices: 0, voidInvoices: 0 },
  }));

const one = ({ item, period, key = "" }: RecordParts) => `${item}/${period}/${key}`;
const records = fc
  .tuple(declarations, fc.uniqueArray(invoices, { maxLength: 80, selector: one, size: "max" }))
  .map(([declared, invoiced]): readonly Row[] => [...declared, ...invoiced]);

test("agrees with working it out row by row, on random records", async () => {
  await fc.assert(
    fc.asyncProperty(records, async (rows) => {
      const { uscc } = await anEnterprise(fresh.owner);
      await storeRecords(fresh.owner, uscc, rows);
      await refreshIndicators(fresh.owner, { usccs: [uscc], today: "2026-11-21", now: new Date() });
      expect(await storedIndicators(fresh.owner, uscc)).toMatchObject(naive(rows));
    }),
    { numRuns: 60 },
  );
});
