import { addDays } from "#lib/kernel/calendar.ts";
import type { World, WorldEnterprise } from "../model.ts";
import { cents, type Random } from "../random.ts";
import { invoiceMonthsOf } from "./invoices.ts";
import type { SentRow } from "./row.ts";

const MONTHS = 3;

/**
 * Single invoices of the last months, for the enterprises of the demonstration alone: they add up to
 * the same months' sums. For all of them the sums by counterparty say as much in a hundredth of the room.
 */
export function* invoiceDetails(
  world: World,
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
): Generator<SentRow> {
  if (!enterprise.exemplary) return;
  const from = `${months.at(-MONTHS)}-01`;
  let serial = 0;
  for (const { uscc, period, key = "", fields } of invoiceMonthsOf(world, enterprise, months)) {
    if (period < from) continue;
    const one = (amount: number, tax: number, status: "valid" | "void"): SentRow => ({
      uscc,
      period: addDays(period, random.whole(0, 27)),
      // Twenty digits, as on fully digital invoices.
      key: `26${enterprise.regionCode}${String(enterprise.index).padStart(4, "0")}${String((serial += 1)).padStart(8, "0")}`,
      fields: {
        direction: fields.direction,
        amount,
        tax,
        counterparty: key.slice(key.indexOf(":") + 1),
        status,
      },
    });
    const [net, tax, red] = [Number(fields.amount), Number(fields.tax), Number(fields.redAmount)];
    const rate = tax / net;
    const redTax = cents(red * rate);
    const blue = Number(fields.invoices) - Number(fields.redInvoices);
    const parts = splitInto(cents(net + red), blue, random);
    let taxLeft = cents(tax + redTax);
    for (const [place, part] of parts.entries()) {
      const partTax = place === parts.length - 1 ? taxLeft : cents(part * rate);
      taxLeft = cents(taxLeft - partTax);
      yield one(part, partTax, "valid");
    }
    if (red > 0) yield one(-red, -redTax, "valid");
    for (let n = 0; n < Number(fields.voidInvoices); n += 1) {
      const amount = cents((net / blue) * random.between(0.5, 1.5));
      yield one(amount, cents(amount * rate), "void");
    }
  }
}

/** Amounts that add up to the total, to the last 分. */
function splitInto(total: number, count: number, random: Random): number[] {
  const weights = Array.from({ length: count }, () => random.between(0.4, 1.6));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const parts = weights.map((weight) => cents((total * weight) / sum));
  const rest = cents(total - parts.reduce((all, part) => all + part, 0));
  return parts.map((part, place) => (place === 0 ? cents(part + rest) : part));
}
