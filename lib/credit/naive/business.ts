import type { ItemId } from "../../intake/catalogue.ts";
import { addMonths, monthOf } from "../../kernel/calendar.ts";
import type { RecordParts } from "../factory.ts";
import { between, bps, byMonth, known, limited, longestRun, monthsBack, monthsIn, newestOf, rowsOf, sum, trend, volatility, type Seen } from "./rows.ts"; // prettier-ignore

const amount = (row: RecordParts) => row.amountFen;
const tax = (row: RecordParts) => row.taxFen;
const paid = (row: RecordParts) => row.paidFen;
const whole = (seen: Seen, rows: readonly RecordParts[]) => between(seen, rows, 1, 1e6).length > 0;
const rounded = (ratio: number | null) => (ratio === null ? null : limited(ratio));
const growth = (now: number, before: number) => bps(now - before, before);

export function naiveTax(seen: Seen) {
  const vat = rowsOf(seen, "vat_declaration");
  const [last, before] = [between(seen, vat, 1, 12), between(seen, vat, 13, 24)];
  const [last3, before3] = [between(seen, vat, 1, 3), between(seen, vat, 13, 15)];
  const held = whole(seen, vat);
  const full = last.length === 12;
  const sales = sum(last, amount);
  const income = between(seen, rowsOf(seen, "income_tax_declaration"), 1, 1e6);
  const incomeYear = between(seen, income, 1, 12);
  const four = income.toSorted((a, b) => b.period.localeCompare(a.period)).slice(0, 4);
  const quarters = <Value>(value: Value) => known(four.length === 4, value);
  const burden = (rows: readonly RecordParts[]) =>
    sum(rows, amount) > 0 ? (sum(rows, tax) * 10_000) / sum(rows, amount) : null;
  const [now, then] = [burden(last), before.length === 12 ? burden(before) : null];
  return {
    taxGrade: newestOf(rowsOf(seen, "tax_grade"))[0]?.category ?? null,
    vatMonths12: known(held, last.length),
    longestDeclarationRun24: known(held, longestRun(between(seen, vat, 1, 24).map((row) => monthsBack(seen, row)))),
    taxPaid12Fen: known(held && income.length > 0, sum(last, paid) + sum(incomeYear, paid)),
    vatPaid12Fen: known(held, sum(last, paid)),
    vatPaidGrowthBps: known(before.length === 12, growth(sum(last, paid), sum(before, paid))),
    vatPaymentRatioBps: bps(sum(last, paid), sum(last, tax)),
    incomeTaxPaid12Fen: known(income.length > 0, sum(incomeYear, paid)),
    declaredSales3Fen: known(held, sum(last3, amount)),
    declaredSales6Fen: known(held, sum(between(seen, vat, 1, 6), amount)),
    declaredSales12Fen: known(held, sales),
    declaredSalesGrowthBps: known(before.length === 12, growth(sales, sum(before, amount))),
    declaredSalesGrowth3Bps: known(last3.length === 3 && before3.length === 3, growth(sum(last3, amount), sum(before3, amount))),
    declaredSalesTrendBps: known(full, rounded(trend(byMonth(seen, last, amount)))),
    declaredSalesVolatilityBps: known(full, rounded(volatility(byMonth(seen, last, amount)))),
    zeroDeclarations12: known(held, last.filter(({ amountFen }) => amountFen === 0).length),
    lateDeclarations12: known(held, last.filter(({ count = 0 }) => count > 0).length),
    longestDelay12: known(last.length > 0, Math.max(...last.map(({ count = 0 }) => count))),
    taxArrearsFen: newestOf(vat)[0]?.arrearsFen ?? null,
    taxArrearsMonths12: known(held, last.filter(({ arrearsFen = 0 }) => arrearsFen > 0).length),
    vatBurdenBps: bps(sum(last, tax), sales),
    vatBurdenChangeBps: now === null || then === null ? null : limited(now - then),
    profit12Fen: quarters(sum(four, amount)),
    lossQuarters4: quarters(four.filter(({ amountFen = 0 }) => amountFen < 0).length),
    incomeTaxBurdenBps: quarters(bps(sum(four, tax), sum(four, amount))),
    profitMarginBps: known(incomeYear.length === 4 && full, bps(sum(incomeYear, amount), sales)),
  };
} // prettier-ignore

/** Net amounts of counterparties, of those who have any row. */
const netOf = (rows: readonly RecordParts[]) =>
  new Map(
    [...Map.groupBy(rows, ({ key }) => key ?? "")].map(([key, own]) => [key, sum(own, amount)]),
  );

function concentration(nets: readonly number[]) {
  const positive = nets.filter((net) => net > 0).sort((one, other) => other - one);
  const total = positive.reduce((all, net) => all + net, 0);
  const share = (count: number) => bps(positive.slice(0, count).reduce((all, net) => all + net, 0), total);
  const squares = positive.reduce((all, net) => all + net * net, 0);
  return { parties: positive.length, total, one: share(1), five: share(5), hhi: bps(squares, total * total) };
} // prettier-ignore

export function naiveInvoices(seen: Seen) {
  const all = rowsOf(seen, "invoice_month");
  const held = whole(seen, all);
  const side = (category: string, from: number, to: number) =>
    between(seen, all, from, to).filter((row) => row.category === category);
  const [sold, soldBefore] = [side("sale", 1, 12), side("sale", 13, 24)];
  const [bought, boughtBefore] = [side("purchase", 1, 12), side("purchase", 13, 24)];
  const issued = (rows: readonly RecordParts[]) => {
    const counts = Map.groupBy(rows, ({ period }) => period);
    return new Set([...counts].filter(([, own]) => sum(own, ({ count }) => count) > 0)
      .map(([, [first]]) => (first ? monthsBack(seen, first) : 0)));
  };
  const two = issued(side("sale", 1, 24));
  const months = (rows: readonly RecordParts[]) => issued(rows).size;
  const inside = (name: string) => sum(sold, ({ payload }) => Number(payload?.[name]));
  const sales = sum(sold, amount);
  const valid = sum(sold, ({ count }) => count);
  const [now, before] = [netOf(sold), netOf(soldBefore)];
  const isNew = ([key, net]: [string, number]) => net > 0 && !before.has(key);
  const isLost = ([key, net]: [string, number]) => net > 0 && !now.has(key);
  const added = (nets: Map<string, number>, which: (entry: [string, number]) => boolean) =>
    [...nets].filter(which).reduce((total, [, net]) => total + net, 0);
  const [customers, suppliers] = [concentration([...now.values()]), concentration([...netOf(bought).values()])];
  const half = months(soldBefore) >= 6;
  const stops = Array.from({ length: 12 }, (_, index) => index + 1)
    .filter((back) => !two.has(back) && [1, 2, 3].every((more) => two.has(back + more)));
  const [sold3, sold3Before] = [side("sale", 1, 3), side("sale", 13, 15)];
  const declared = between(seen, rowsOf(seen, "vat_declaration"), 1, 12);
  return {
    invoiceSales3Fen: known(held, sum(sold3, amount)),
    invoiceSales6Fen: known(held, sum(side("sale", 1, 6), amount)),
    invoiceSales12Fen: known(held, sales),
    invoicePurchases12Fen: known(held, sum(bought, amount)),
    invoiceSalesGrowthBps: known(half, growth(sales, sum(soldBefore, amount))),
    invoiceSalesGrowth3Bps: known(months(sold3) === 3 && months(sold3Before) === 3, growth(sum(sold3, amount), sum(sold3Before, amount))),
    invoiceSalesTrendBps: known(months(sold) >= 6, rounded(trend(byMonth(seen, sold, amount)))),
    invoicePurchasesGrowthBps: known(months(boughtBefore) >= 6, growth(sum(bought, amount), sum(boughtBefore, amount))),
    purchasesToSalesBps: bps(sum(bought, amount), sales),
    averageInvoiceFen: known(valid > 0, Math.trunc(sales / valid + 0.5 * Math.sign(sales)) + 0),
    invoiceMonths12: known(held, months(sold)),
    longestInvoiceRun24: known(held, longestRun(two)),
    monthsWithoutInvoice: known(two.size > 0, Math.min(...two) - 1),
    suddenStops12: known(held, stops.length),
    salesVolatilityBps: rounded(volatility(byMonth(seen, sold, amount))),
    redRatio12Bps: sold.length === 0 ? null : bps(inside("redAmount"), sales + inside("redAmount")),
    redInvoiceRatio12Bps: bps(inside("redInvoices"), valid),
    voidRatio12Bps: sold.length === 0 ? null : bps(inside("voidInvoices"), valid + inside("voidInvoices")),
    customers12: known(held, customers.parties),
    suppliers12: known(held, suppliers.parties),
    largestCustomerBps: customers.one,
    topFiveCustomersBps: customers.five,
    customerHhi: customers.hhi,
    newCustomersBps: known(half, bps(added(now, isNew), customers.total)),
    lostCustomersBps: known(half, bps(added(before, isLost), added(before, ([, net]) => net > 0))),
    largestSupplierBps: suppliers.one,
    topFiveSuppliersBps: suppliers.five,
    supplierHhi: suppliers.hhi,
    declaredToInvoicedBps: known(declared.length === 12, bps(sum(declared, amount), sales)),
  };
} // prettier-ignore

function utility(seen: Seen, item: ItemId) {
  const rows = rowsOf(seen, item);
  const [last, before] = [between(seen, rows, 1, 12), between(seen, rows, 13, 24)];
  const used = ({ quantity }: RecordParts) => quantity;
  const late = last.filter(({ count = 0 }) => count > 0).length;
  return {
    held: whole(seen, rows),
    late,
    arrears: known(
      rows.length > 0,
      sum(newestOf(rows), ({ arrearsFen }) => arrearsFen),
    ),
    billed: known(whole(seen, rows), sum(last, amount)),
    growth: known(monthsIn(before) === 12, growth(sum(last, used), sum(before, used))),
    trend: known(monthsIn(last) === 12, rounded(trend(byMonth(seen, last, used)))),
    punctual: bps(last.length - late, last.length),
  };
}

export function naiveUtilities(seen: Seen) {
  const [electricity, water, gas] = [utility(seen, "electricity"), utility(seen, "water"), utility(seen, "gas")];
  return {
    electricity12Fen: electricity.billed,
    electricityGrowthBps: electricity.growth,
    electricityTrendBps: electricity.trend,
    electricityPunctualBps: electricity.punctual,
    water12Fen: water.billed,
    waterGrowthBps: water.growth,
    waterTrendBps: water.trend,
    waterPunctualBps: water.punctual,
    gas12Fen: gas.billed,
    gasGrowthBps: gas.growth,
    gasTrendBps: gas.trend,
    gasPunctualBps: gas.punctual,
    utilityLateMonths12: known(electricity.held && water.held, electricity.late + water.late + gas.late),
    utilityArrearsFen:
      electricity.arrears === null || water.arrears === null
        ? null
        : electricity.arrears + water.arrears + (gas.arrears ?? 0),
  };
} // prettier-ignore

export function naiveLabour(seen: Seen) {
  const social = rowsOf(seen, "social_insurance");
  const [last, before] = [between(seen, social, 1, 12), between(seen, social, 13, 24)];
  const held = whole(seen, social);
  const heads = ({ count }: RecordParts) => count;
  const newest = newestOf(social)[0];
  const yearBefore = (rows: readonly RecordParts[], newest: RecordParts | undefined) =>
    rows.filter(({ period }) => newest && monthOf(period) === addMonths(monthOf(newest.period), -12));
  const fund = rowsOf(seen, "housing_fund");
  const fundYear = between(seen, fund, 1, 12);
  const loans = rowsOf(seen, "loan_balance");
  const owed = newestOf(loans);
  const paidIn = between(seen, social, 1, 24).filter(({ paidFen = 0 }) => paidFen > 0);
  return {
    headcount: newest?.count ?? null,
    headcountChangeBps: newest ? growth(newest.count ?? 0, sum(yearBefore(social, newest), heads)) : null,
    headcountTrendBps: known(last.length === 12, rounded(trend(byMonth(seen, last, heads)))),
    socialPaid12Fen: known(held, sum(last, paid)),
    socialPaidGrowthBps: known(before.length === 12, growth(sum(last, paid), sum(before, paid))),
    socialPaymentRatioBps: bps(sum(last, paid), sum(last, amount)),
    longestSocialRun24: known(held, longestRun(paidIn.map((row) => monthsBack(seen, row)))),
    socialArrearsFen: newest?.arrearsFen ?? null,
    socialArrearsMonths12: known(held, last.filter(({ arrearsFen = 0 }) => arrearsFen > 0).length),
    housingFundMonths12: known(whole(seen, fund), fundYear.filter(({ paidFen = 0 }) => paidFen > 0).length),
    housingFundPaid12Fen: known(whole(seen, fund), sum(fundYear, paid)),
    housingFundHeadcount: newestOf(fund)[0]?.count ?? null,
    housingFundArrearsFen: newestOf(fund)[0]?.arrearsFen ?? null,
    loanBalanceFen: known(owed.length > 0, sum(owed, amount)),
    lenders: known(owed.length > 0, owed.filter(({ amountFen = 0 }) => amountFen > 0).length),
    loanBalanceChangeBps: growth(sum(owed, amount), sum(yearBefore(loans, owed[0]), amount)),
  };
} // prettier-ignore
