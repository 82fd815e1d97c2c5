import { bps, growth, longestRun, runsOf, trend, volatility, when } from "./arithmetic.ts";
import { before, bits, count, last, lateral, monthsBack, rowsOf, sum, tilt, windowed } from "./records.ts"; // prettier-ignore

const window = `${rowsOf("invoice_month")} and r.period >= s.from24 and r.period < s.until`;
const figureOf = (name: string) =>
  `sum((r.payload ->> '${name}')::bigint) filter (where r.category = 'sale')::bigint`;

/** Counterparties of a month are added up first: rows come in the order of the primary key. */
const months = lateral(
  "invoiced",
  [
    ...[3, 6, 12].map((window) => `${sum("sold", last(window))} as sales${window}`),
    `${sum("sold", before(12))} as sales_before`,
    `${sum("sold", before(3))} as sales3_before`,
    `${sum("bought", last(12))} as purchases12`,
    `${sum("bought", before(12))} as purchases_before`,
    `${count(`${last(12)} and issued > 0`)} as months12`,
    `${count(`${before(12)} and issued > 0`)} as months_before`,
    `${count(`${last(3)} and issued > 0`)} as months3`,
    `${count(`${before(3)} and issued > 0`)} as months3_before`,
    `${count(`${before(12)} and received > 0`)} as received_before`,
    `sum(issued) filter (where ${last(12)})::bigint as issued12`,
    `sum(red) filter (where ${last(12)})::bigint as red12`,
    `sum(red_issued) filter (where ${last(12)})::bigint as red_issued12`,
    `sum(void) filter (where ${last(12)})::bigint as void12`,
    `${tilt("sold")}::bigint as tilt12`,
    `sum(sold::float8 * sold) filter (where ${last(12)}) as squares12`,
    `${bits("issued > 0")} as months24`,
    "min(m) filter (where issued > 0) as newest",
  ],
  windowed(`select ${monthsBack("r.period")} as m,
      sum(r.amount_fen) filter (where r.category = 'sale')::bigint as sold,
      sum(r.amount_fen) filter (where r.category = 'purchase')::bigint as bought,
      sum(r.count) filter (where r.category = 'sale') as issued,
      sum(r.count) filter (where r.category = 'purchase') as received,
      ${figureOf("redAmount")} as red, ${figureOf("redInvoices")} as red_issued, ${figureOf("voidInvoices")} as void
    from ${window}
    group by r.period`),
);

const sold = "sale and net12 > 0";
const bought = "not sale and net12 > 0";
const partners = lateral(
  "partners",
  [
    `${count(sold)} as customers`,
    `${count(bought)} as suppliers`,
    `${sum("net12", sold)} as sold`,
    `${sum("net12", `${sold} and place <= 5`)} as sold_to_five`,
    `max(net12) filter (where ${sold}) as sold_to_one`,
    `sum(net12::float8 * net12) filter (where ${sold}) as sold_squares`,
    `${sum("net12", `${sold} and net_before is null`)} as sold_to_new`,
    `${sum("net_before", "sale and net_before > 0")} as sold_before`,
    `${sum("net_before", "sale and net_before > 0 and net12 is null")} as sold_to_lost`,
    `${sum("net12", bought)} as bought`,
    `${sum("net12", `${bought} and place <= 5`)} as bought_from_five`,
    `max(net12) filter (where ${bought}) as bought_from_one`,
    `sum(net12::float8 * net12) filter (where ${bought}) as bought_squares`,
  ],
  `select net.sale, net.net12, net.net_before,
      row_number() over (partition by net.sale order by net.net12 desc nulls last) as place
    from (
      select r.category = 'sale' as sale, r.key,
        sum(r.amount_fen) filter (where r.period >= s.from12)::bigint as net12,
        sum(r.amount_fen) filter (where r.period < s.from12)::bigint as net_before
      from ${window}
      group by r.category = 'sale', r.key
    ) net`,
);

const held = `
cross join lateral (
  select exists (select from ${rowsOf("invoice_month")} and r.period < s.until) as held offset 0
) invoices`;

export const invoiceSteps = [held, months, runsOf("invoice_runs", "invoiced.months24"), partners];

const invoiced = (value: string) => when("invoices.held", value);
const halfYearBefore = (value: string) => when("invoiced.months_before >= 6", value);

export const invoiceFormulas = {
  invoiceSales3Fen: invoiced("invoiced.sales3"),
  invoiceSales6Fen: invoiced("invoiced.sales6"),
  invoiceSales12Fen: invoiced("invoiced.sales12"),
  invoicePurchases12Fen: invoiced("invoiced.purchases12"),
  invoiceSalesGrowthBps: halfYearBefore(growth("invoiced.sales12", "invoiced.sales_before")),
  invoiceSalesGrowth3Bps: when("invoiced.months3 = 3 and invoiced.months3_before = 3", growth("invoiced.sales3", "invoiced.sales3_before")),
  invoiceSalesTrendBps: when("invoiced.months12 >= 6", trend("invoiced.tilt12", "invoiced.sales12")),
  invoicePurchasesGrowthBps: when("invoiced.received_before >= 6", growth("invoiced.purchases12", "invoiced.purchases_before")),
  purchasesToSalesBps: bps("invoiced.purchases12", "invoiced.sales12"),
  averageInvoiceFen: when("invoiced.issued12 > 0", "round(invoiced.sales12::numeric / invoiced.issued12)"),
  invoiceMonths12: invoiced("invoiced.months12"),
  longestInvoiceRun24: invoiced(longestRun("invoice_runs")),
  monthsWithoutInvoice: "invoiced.newest - 1",
  // A month without invoices after three with some, the newest of which may lie before the window.
  suddenStops12: invoiced("bit_count((~invoiced.months24 & (invoiced.months24 >> 1) & (invoiced.months24 >> 2) & (invoiced.months24 >> 3) & 8190)::bit(32))"),
  salesVolatilityBps: volatility("invoiced.squares12", "invoiced.sales12"),
  redRatio12Bps: bps("invoiced.red12", "invoiced.sales12 + invoiced.red12"),
  redInvoiceRatio12Bps: bps("invoiced.red_issued12", "invoiced.issued12"),
  voidRatio12Bps: bps("invoiced.void12", "invoiced.issued12 + invoiced.void12"),
  customers12: invoiced("partners.customers"),
  suppliers12: invoiced("partners.suppliers"),
  largestCustomerBps: bps("partners.sold_to_one", "partners.sold"),
  topFiveCustomersBps: bps("partners.sold_to_five", "partners.sold"),
  customerHhi: bps("partners.sold_squares", "partners.sold::float8 * partners.sold"),
  newCustomersBps: halfYearBefore(bps("partners.sold_to_new", "partners.sold")),
  lostCustomersBps: halfYearBefore(bps("partners.sold_to_lost", "partners.sold_before")),
  largestSupplierBps: bps("partners.bought_from_one", "partners.bought"),
  topFiveSuppliersBps: bps("partners.bought_from_five", "partners.bought"),
  supplierHhi: bps("partners.bought_squares", "partners.bought::float8 * partners.bought"),
  declaredToInvoicedBps: when("vat.months12 = 12", bps("vat.sales12", "invoiced.sales12")),
} as const; // prettier-ignore
