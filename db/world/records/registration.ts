import { addDays, addMonths } from "#lib/kernel/calendar.ts";
import type { WorldEnterprise } from "../model.ts";
import { at, cents, type Random } from "../random.ts";
import { periodOf, type SentRow } from "./row.ts";

const states = { operating: "存续", revoked: "吊销", deregistered: "注销" } as const;

/** What the market registry holds of a firm: one entry, as of its last approval. */
export function* registration(
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  const { uscc, name, industry, establishedOn, registeredCapitalFen, status } = enterprise;
  const newest = addDays(periodOf(months, enterprise.series.last), random.whole(0, 27));
  const approved = random.chance(0.4) ? newest : establishedOn;
  yield {
    uscc,
    period: approved < establishedOn ? establishedOn : approved,
    fields: {
      name,
      capital: registeredCapitalFen / 100,
      currency: "人民币",
      state: states[status],
      establishedOn,
      authority: "示例区市场监督管理局",
      kind: "有限责任公司",
      industry: industry.code,
      scope: `${industry.nouns.join("、")}相关经营活动`,
    },
  };
}

const changes = ["住所变更", "经营范围变更", "注册资本变更", "法定代表人变更"] as const;

/** Now and then a change: the representative's the rarest. */
export function* registrationChanges(
  { uscc, series }: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  for (let month = series.first; month <= series.last; month += 1) {
    if (!random.chance(0.02)) continue;
    const key = random.weighted(changes, (change) => (change === "法定代表人变更" ? 0.1 : 0.3));
    yield { uscc, period: addDays(periodOf(months, month), random.whole(0, 27)), key, fields: {} };
  }
}

/** What some firms tell of themselves when they join. */
export function* ownStatements(
  { uscc, name, series, registeredCapitalFen, exemplary }: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  if (!exemplary && !random.chance(0.3)) return;
  const month = random.whole(Math.max(series.first, series.last - 11), series.last);
  yield {
    uscc,
    period: addDays(periodOf(months, month), random.whole(0, 27)),
    fields: { name, verified: "是", capital: registeredCapitalFen / 100 },
  };
}

/** The yearly report of the last whole year, in 万元 as it is typed. */
export function* annualReports(
  { uscc, series, industry, coverage }: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  if (!coverage.has("income_tax_declaration")) return;
  const year = Number(at(months, series.last).slice(0, 4)) - 1;
  let revenue = 0;
  let counted = 0;
  for (let month = series.first; month <= series.last; month += 1) {
    if (!at(months, month).startsWith(String(year))) continue;
    revenue += at(series.sales, month);
    counted += 1;
  }
  if (counted < 12) return;
  const { assets, liabilities } = sheetOf(revenue, random);
  const profit = cents(revenue * (industry.margin + random.normal(0, 0.02)));
  yield {
    uscc,
    period: `${year}`,
    fields: {
      assets,
      liabilities,
      equity: cents(assets - liabilities),
      revenue: cents(revenue),
      profit,
      netProfit: cents(profit > 0 ? profit * 0.95 : profit),
      employees: at(series.headcount, series.last),
    },
  };
}

/** Assets follow a year's sales. */
function sheetOf(revenue: number, random: Random) {
  const assets = cents(revenue * random.between(0.5, 1.3) + 50_000);
  return { assets, liabilities: cents(assets * random.between(0.3, 0.7)) };
}

/** Balance sheet and income statement of the last two whole quarters. */
export function* statements(
  item: "balance_sheet" | "income_statement",
  { uscc, series, industry, coverage }: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  const last = coverage.get("income_tax_declaration");
  if (last === undefined) return;
  for (let month = last, sent = 0; month - 2 >= series.first && sent < 2; month -= 1) {
    if (Number(at(months, month).slice(5)) % 3 !== 0) continue;
    sent += 1;
    const revenue = cents(
      at(series.sales, month) + at(series.sales, month - 1) + at(series.sales, month - 2),
    );
    const fields =
      item === "balance_sheet"
        ? balanceSheet(revenue * 4, random)
        : incomeStatement(revenue, industry.margin + random.normal(0, 0.02));
    yield { uscc, period: periodOf(months, month - 2), fields };
  }
}

function balanceSheet(yearly: number, random: Random) {
  const { assets, liabilities } = sheetOf(yearly, random);
  const currentAssets = cents(assets * random.between(0.4, 0.8));
  return {
    assets,
    currentAssets,
    cash: cents(currentAssets * random.between(0.05, 0.3)),
    receivables: cents(currentAssets * random.between(0.1, 0.4)),
    inventory: cents(currentAssets * random.between(0.05, 0.3)),
    liabilities,
    currentLiabilities: cents(liabilities * random.between(0.6, 0.95)),
    equity: cents(assets - liabilities),
  };
}

function incomeStatement(revenue: number, margin: number) {
  const profit = cents(revenue * margin);
  const incomeTax = cents(Math.max(0, profit) * 0.05);
  return {
    revenue,
    cost: cents(revenue * Math.min(0.95, Math.max(0.3, 1 - margin - 0.08))),
    profit,
    incomeTax,
    netProfit: cents(profit - incomeTax),
  };
}

export function* taxpayers({
  uscc,
  name,
  establishedOn,
  sizeClass,
  industry,
  coverage,
}: WorldEnterprise): Generator<SentRow> {
  if (!coverage.has("vat_declaration")) return;
  yield {
    uscc,
    period: addDays(establishedOn, 10),
    fields: {
      name,
      kind: sizeClass === "micro" ? "小规模纳税人" : "一般纳税人",
      state: "正常",
      authority: "示例区税务局",
      industry: industry.code,
    },
  };
}

/** VAT as it was paid, the last two months; due on the fifteenth of the month after. */
export function* taxPayments(
  { uscc, index, series, industry, coverage }: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  const last = coverage.get("vat_declaration");
  if (last === undefined) return;
  for (let month = Math.max(series.first, last - 1); month <= last; month += 1) {
    const payable = cents(at(series.sales, month) * industry.vatBurden);
    const after = addMonths(at(months, month), 1);
    const paidOn = `${after}-${String(random.whole(3, 15)).padStart(2, "0")}`;
    yield {
      uscc,
      period: periodOf(months, month),
      key: `SL${at(months, month).replace("-", "")}${String(index).padStart(6, "0")}`,
      fields: {
        kind: "增值税",
        payable,
        paid: payable,
        dueOn: `${after}-15`,
        ...(payable > 0 ? { paidOn, receivedOn: paidOn } : {}),
      },
    };
  }
}
