import type { World, WorldEnterprise } from "../model.ts";
import { at, cents, clamp, Random } from "../random.ts";
import { monthsSent, periodOf, type SentRow } from "./row.ts";

type Direction = "sale" | "purchase";

type Partner = Readonly<{ name: string; weight: number; from: number; to: number }>;

/** Both directions of one enterprise; the same each time it is asked. */
export function* invoiceMonthsOf(
  { plan, partnerNames }: World,
  enterprise: WorldEnterprise,
  months: readonly string[],
): Generator<SentRow> {
  const random = new Random(`world/${plan.seed}/invoices/${enterprise.index}`);
  yield* invoiceMonths("sale", enterprise, months, partnerNames, random.fork("sale"));
  yield* invoiceMonths("purchase", enterprise, months, partnerNames, random.fork("purchase"));
}

/**
 * Invoices of a month by counterparty. Net sales add up to the month's sales; purchases leave the VAT
 * that the industry's burden implies; concentration, red and void invoices follow health.
 */
function* invoiceMonths(
  direction: Direction,
  enterprise: WorldEnterprise,
  months: readonly string[],
  partnerNames: readonly string[],
  random: Random,
): Generator<SentRow> {
  const { industry, series, exemplary, uscc } = enterprise;
  const partners = partnersOf(direction, enterprise, months.length, partnerNames, random);
  const rate = industry.vatRate;
  const bought = clamp(1 - industry.vatBurden / rate, 0.35, 0.95) * random.between(0.94, 1.02);
  const disorder = exemplary ? 0.4 : random.lognormal(0.4);
  const ticket = 2500 * random.lognormal(0.9) * Math.sqrt(series.headcount[series.last] ?? 1);
  for (const month of monthsSent(enterprise, "invoice_month")) {
    const h = at(series.health, month);
    const sales = at(series.sales, month);
    const total = direction === "sale" ? sales : sales * bought * random.lognormal(0.08);
    if (total <= 0) continue;
    const period = periodOf(months, month);
    for (const { name, amount } of sharesOf(total, partners, month, random)) {
      const redShare = random.chance(clamp(0.035 * disorder * Math.exp(-0.5 * h), 0, 0.4))
        ? random.between(0.02, 0.25)
        : 0;
      const redAmount = cents(amount * redShare);
      const valid = 1 + random.poisson(clamp((amount + redAmount) / ticket, 0, 45));
      const voidInvoices = random.poisson(
        valid * clamp(0.02 * disorder * Math.exp(-0.45 * h), 0, 0.3),
      );
      const redInvoices = redAmount > 0 ? 1 : 0;
      yield {
        uscc,
        period,
        key: `${direction}:${name}`,
        fields: {
          direction,
          amount,
          tax: cents(amount * rate),
          invoices: valid + redInvoices,
          redAmount,
          redInvoices,
          voidInvoices,
        },
      };
    }
  }
}

/** Who an enterprise trades with: a few large ones and a tail, steeper for the weak. */
function partnersOf(
  direction: Direction,
  { industry, series, exemplary }: WorldEnterprise,
  months: number,
  names: readonly string[],
  random: Random,
): readonly Partner[] {
  const h = at(series.health, series.last);
  const usual = direction === "sale" ? industry.customers : 6;
  const size = clamp((series.headcount[series.last] ?? 1) / 20, 0.5, 2.2) ** 0.35;
  const drawn = usual * size * random.lognormal(0.35) * Math.exp(0.12 * h);
  const count = exemplary ? 14 : clamp(Math.round(drawn), 2, 40);
  const steepness = exemplary ? 0.45 : clamp(random.normal(0.85 - 0.16 * h, 0.3), 0.15, 2);
  const chosen = new Set<string>();
  while (chosen.size < Math.min(count, names.length)) chosen.add(random.pick(names));
  return [...chosen].map((name, place) => {
    const stays = place === 0 || random.chance(0.7);
    return {
      name,
      weight: (place + 1) ** -steepness * random.lognormal(0.2),
      from: stays ? 0 : random.whole(0, months - 1),
      to: stays || random.chance(0.4) ? months : random.whole(1, months),
    };
  });
}

/** The month's total over some five of the partners, the heavy ones nearly always among them. */
function sharesOf(total: number, partners: readonly Partner[], month: number, random: Random) {
  const active = partners.filter(({ from, to }) => from <= month && month < to);
  const present = active.length > 0 ? active : partners.slice(0, 1);
  const count = clamp(2 + random.poisson(2.6), 1, present.length);
  const ordered = present
    .map((partner) => ({ partner, rank: -Math.log(1 - random.next()) / partner.weight }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, count)
    .map(({ partner }) => ({ name: partner.name, part: partner.weight * random.lognormal(0.35) }));
  const sum = ordered.reduce((parts, { part }) => parts + part, 0);
  return ordered.map(({ name, part }) => ({ name, amount: cents((total * part) / sum) }));
}
