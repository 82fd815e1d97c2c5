import type { ItemId } from "#lib/intake/catalogue.ts";
import type { World, WorldEnterprise } from "../model.ts";
import { Random } from "../random.ts";
import { monthsOfWorld } from "../time.ts";
import { loanBalances } from "./balances.ts";
import { adverseLists, penalties } from "./conduct.ts";
import { contributionsPaid } from "./contributions.ts";
import { broken } from "./faults.ts";
import { invoiceDetails } from "./invoice-details.ts";
import { invoiceMonthsOf } from "./invoices.ts";
import { itemRandom, type SentRow } from "./row.ts";
import { incomeTaxDeclarations, taxGrades, vatDeclarations } from "./tax.ts";
import { utilityBills } from "./utilities.ts";

export type NumberedRow = SentRow & Readonly<{ line: number }>;

/** One row in a thousand is damaged, so that quarantine has something to show. */
const FAULT_SHARE = 0.001;

/** What the departments send of one item, as one file: lines from 2, since a file has a header. */
export function* rowsOf(world: World, item: ItemId): Generator<NumberedRow> {
  const { seed } = world.plan;
  const faults = new Random(`world/${seed}/records/${item}/faults`);
  let line = 1;
  for (const enterprise of world.enterprises) {
    const random = itemRandom(seed, item, enterprise.index);
    for (const row of sender(world, item)(enterprise, random)) {
      yield { ...row, line: (line += 1) };
      // A damaged copy beside the whole row: no figure of any enterprise depends on it.
      if (faults.chance(FAULT_SHARE)) yield { ...broken(item, row, faults), line: (line += 1) };
    }
  }
}

function sender(
  world: World,
  item: ItemId,
): (enterprise: WorldEnterprise, random: Random) => Iterable<SentRow> {
  const months = monthsOfWorld(world.plan.today, world.plan.months);
  switch (item) {
    case "tax_grade":
      return (enterprise, random) => taxGrades(enterprise, months, random);
    case "vat_declaration":
      return (enterprise, random) => vatDeclarations(enterprise, months, random);
    case "income_tax_declaration":
      return (enterprise, random) => incomeTaxDeclarations(enterprise, months, random);
    case "invoice":
      return (enterprise, random) => invoiceDetails(world, enterprise, months, random);
    case "invoice_month":
      return (enterprise) => invoiceMonthsOf(world, enterprise, months);
    case "electricity":
    case "water":
    case "gas":
      return (enterprise, random) => utilityBills(item, enterprise, months, random);
    case "social_insurance":
    case "housing_fund":
      return (enterprise, random) => contributionsPaid(item, enterprise, months, random);
    case "penalty":
      return (enterprise, random) => penalties(enterprise, months, random);
    case "adverse_list":
      return (enterprise, random) => adverseLists(enterprise, months, random);
    case "loan_balance":
      return (enterprise) => loanBalances(enterprise, months, world.loans[enterprise.index] ?? []);
  }
}
