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
  const { seed, today, months: count } = world.plan;
  const send = senders[item];
  if (!send) throw new Error(`the world sends nothing of ${item}`);
  const scene = { world, months: monthsOfWorld(today, count) };
  const faults = new Random(`world/${seed}/records/${item}/faults`);
  let line = 1;
  for (const enterprise of world.enterprises) {
    const random = itemRandom(seed, item, enterprise.index);
    for (const row of send(scene, enterprise, random)) {
      yield { ...row, line: (line += 1) };
      // A damaged copy beside the whole row: no figure of any enterprise depends on it.
      if (faults.chance(FAULT_SHARE)) yield { ...broken(item, row, faults), line: (line += 1) };
    }
  }
}

type Sender = (
  scene: Readonly<{ world: World; months: readonly string[] }>,
  enterprise: WorldEnterprise,
  random: Random,
) => Iterable<SentRow>;

const senders: Readonly<Record<ItemId, Sender>> = {
  tax_grade: (_, enterprise) => taxGrades(enterprise),
  vat_declaration: ({ months }, enterprise, random) => vatDeclarations(enterprise, months, random),
  income_tax_declaration: ({ months }, enterprise, random) =>
    incomeTaxDeclarations(enterprise, months, random),
  invoice: ({ world, months }, enterprise, random) =>
    invoiceDetails(world, enterprise, months, random),
  invoice_month: ({ world, months }, enterprise) => invoiceMonthsOf(world, enterprise, months),
  electricity: ({ months }, enterprise, random) =>
    utilityBills("electricity", enterprise, months, random),
  water: ({ months }, enterprise, random) => utilityBills("water", enterprise, months, random),
  gas: ({ months }, enterprise, random) => utilityBills("gas", enterprise, months, random),
  social_insurance: ({ months }, enterprise, random) =>
    contributionsPaid("social_insurance", enterprise, months, random),
  housing_fund: ({ months }, enterprise, random) =>
    contributionsPaid("housing_fund", enterprise, months, random),
  penalty: ({ months }, enterprise, random) => penalties(enterprise, months, random),
  adverse_list: ({ months }, enterprise, random) => adverseLists(enterprise, months, random),
  loan_balance: ({ world, months }, enterprise) =>
    loanBalances(enterprise, months, world.loans[enterprise.index] ?? []),
};
