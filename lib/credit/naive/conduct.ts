import type { ItemId } from "../../intake/catalogue.ts";
import { addMonths, monthOf, monthsBetween } from "../../kernel/calendar.ts";
import type { RecordParts } from "../factory.ts";
import { known, rowsOf, sum, type Seen } from "./rows.ts";

type Which = (row: RecordParts) => boolean;

/** The day so many months before; the last of that month where it has no such day. */
function dayBefore(day: string, months: number): string {
  const month = addMonths(monthOf(day), -months);
  const length = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${String(Math.min(Number(day.slice(8)), length)).padStart(2, "0")}`;
} // prettier-ignore

export function naiveConduct(seen: Seen) {
  const { asOf, delivered } = seen;
  const isTold = (item: ItemId) => delivered.includes(item) || rowsOf(seen, item).length > 0;
  const of = (item: ItemId, which: Which) => rowsOf(seen, item).filter(which);
  const count = (item: ItemId, which: Which) => known(isTold(item), of(item, which).length);
  const total = (item: ItemId, which: Which) =>
    known(
      isTold(item) && of(item, which).every(({ amountFen }) => amountFen !== undefined),
      sum(of(item, which), ({ amountFen }) => amountFen),
    );
  const within = (months: number): Which => ({ period }) => period > dayBefore(asOf, months);
  const text = ({ payload }: RecordParts, name: string) => payload?.[name] as string | undefined; // Days of the tests.
  const stands: Which = (row) =>
    (text(row, "removedOn") ?? text(row, "closedOn") ?? text(row, "endedOn") ?? "never") > asOf;
  const valid: Which = (row) => (text(row, "validUntil") ?? "never") >= asOf;
  const both = (one: Which, other: Which): Which => (row) => one(row) && other(row);
  const severity = (category: string): Which => both(within(24), (row) => row.category === category);
  const defendant: Which = (row) => text(row, "role") === "defendant";
  const since = (item: ItemId) => {
    const newest = rowsOf(seen, item).map(({ period }) => period).sort().at(-1);
    return newest === undefined ? null : monthsBetween(newest, asOf);
  };
  const awards = rowsOf(seen, "public_resource_award").length > 0;
  const statements = rowsOf(seen, "enterprise_statement");
  return {
    registrationChanges24: count("registration_change", within(24)),
    representativeChanges24: count("registration_change", both(within(24), ({ key = "" }) => key.includes("法定代表人"))),
    monthsSinceChange: since("registration_change"),
    penalties12: count("penalty", within(12)),
    penalties24: count("penalty", within(24)),
    seriousPenalties24: count("penalty", severity("serious")),
    generalPenalties24: count("penalty", severity("general")),
    minorPenalties24: count("penalty", severity("minor")),
    penaltyFines24Fen: total("penalty", within(24)),
    monthsSincePenalty: since("penalty"),
    adverseLists: count("adverse_list", stands),
    adverseLists36: count("adverse_list", within(36)),
    seriousDishonestyLists: count("serious_dishonesty", stands),
    dishonestDebtorCases: count("dishonest_debtor", stands),
    consumptionRestrictions: count("consumption_restriction", stands),
    enforcementCases: count("judgment_debtor", stands),
    enforcementAmountFen: total("judgment_debtor", stands),
    judgmentsAgainst12: count("judgment_document", both(within(12), defendant)),
    judgmentsAgainst24: count("judgment_document", both(within(24), defendant)),
    judgmentAmount24Fen: total("judgment_document", both(within(24), defendant)),
    bankruptcyCases: count("bankruptcy", stands),
    taxAbnormal: count("tax_abnormal", stands),
    taxViolations36: count("tax_violation", within(36)),
    honours36: count("honour", within(36)),
    commendations: count("commendation_list", valid),
    qualifications: count("qualification", valid),
    permits: count("permit", valid),
    technologyTitles: count("technology_title", valid),
    intellectualProperties: count("intellectual_property", valid),
    awards24: known(awards, of("public_resource_award", within(24)).length),
    awardAmount24Fen: known(awards, total("public_resource_award", within(24))),
    voluntaryStatements24: known(statements.length > 0, statements.filter(within(24)).length),
  };
} // prettier-ignore
