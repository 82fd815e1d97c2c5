import type { ItemId } from "#lib/intake/catalogue.ts";
import type { World, WorldEnterprise } from "../model.ts";
import { Random } from "../random.ts";
import { monthsOfWorld } from "../time.ts";
import { loanBalances } from "./balances.ts";
import { adverseLists, penalties } from "./conduct.ts";
import { contributionsPaid } from "./contributions.ts";
import { behindLists, judgmentDocuments } from "./courts.ts";
import { broken } from "./faults.ts";
import { insurancePaid, type Insurance } from "./insurance.ts";
import { invoiceDetails } from "./invoice-details.ts";
import { invoiceMonthsOf } from "./invoices.ts";
import {
  annualReports,
  ownStatements,
  registration,
  registrationChanges,
  statements,
  taxPayments,
  taxpayers,
} from "./registration.ts";
import { itemRandom, type SentRow } from "./row.ts";
import { utilitySummary } from "./summaries.ts";
import { incomeTaxDeclarations, taxGrades, vatDeclarations } from "./tax.ts";
import {
  commendations,
  honours,
  patents,
  permits,
  qualifications,
  technologyTitles,
} from "./titles.ts";
import {
  awards,
  customsCredit,
  customsTrade,
  environmentCredit,
  logistics,
  realEstate,
  ruralSubjects,
} from "./trade.ts";
import { utilityBills, type Utility } from "./utilities.ts";

export type NumberedRow = SentRow & Readonly<{ line: number }>;

/** One row in a thousand is damaged, so that quarantine has something to show. */
const FAULT_SHARE = 0.001;

/** What the departments send of one item, as one file: lines from 2, since a file has a header. */
export function* rowsOf(world: World, item: ItemId): Generator<NumberedRow> {
  const { seed, today, months: count } = world.plan;
  // Of some items nothing happens in this province: their file is empty.
  const send = senders[item];
  if (!send) return;
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

type OfFirm = (
  enterprise: WorldEnterprise,
  months: readonly string[],
  random: Random,
) => Iterable<SentRow>;
const firm =
  (send: OfFirm): Sender =>
  ({ months }, enterprise, random) =>
    send(enterprise, months, random);
const insurance =
  (item: Insurance): Sender =>
  ({ months }, enterprise, random) =>
    insurancePaid(item, enterprise, months, random);
const behind =
  (item: Parameters<typeof behindLists>[0]): Sender =>
  ({ world, months }, enterprise, random) =>
    behindLists(item, world.plan, enterprise, months, random);
/** Averages of the very bills that are sent, so drawn from the same stream. */
const summary =
  (utility: Utility): Sender =>
  ({ world, months }, enterprise) =>
    utilitySummary(
      utility,
      enterprise,
      months,
      itemRandom(world.plan.seed, utility, enterprise.index),
    );

const senders: Readonly<Partial<Record<ItemId, Sender>>> = {
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
  registration: firm(registration),
  registration_change: firm(registrationChanges),
  enterprise_statement: firm(ownStatements),
  annual_report: firm(annualReports),
  taxpayer: firm(taxpayers),
  tax_payment: firm(taxPayments),
  balance_sheet: firm((enterprise, months, random) =>
    statements("balance_sheet", enterprise, months, random),
  ),
  income_statement: firm((enterprise, months, random) =>
    statements("income_statement", enterprise, months, random),
  ),
  electricity_summary: summary("electricity"),
  water_summary: summary("water"),
  gas_summary: summary("gas"),
  pension_insurance: insurance("pension_insurance"),
  medical_insurance: insurance("medical_insurance"),
  unemployment_insurance: insurance("unemployment_insurance"),
  work_injury_insurance: insurance("work_injury_insurance"),
  maternity_insurance: insurance("maternity_insurance"),
  judgment_debtor: behind("judgment_debtor"),
  dishonest_debtor: behind("dishonest_debtor"),
  tax_abnormal: behind("tax_abnormal"),
  judgment_document: firm(judgmentDocuments),
  permit: firm(permits),
  qualification: firm(qualifications),
  honour: firm(honours),
  commendation_list: firm(commendations),
  technology_title: firm(technologyTitles),
  intellectual_property: firm(patents),
  public_resource_award: firm(awards),
  customs_trade: firm(customsTrade),
  customs_credit: firm(customsCredit),
  logistics: firm(logistics),
  environment_credit: firm(environmentCredit),
  real_estate: firm(realEstate),
  rural_subject: firm(ruralSubjects),
};
