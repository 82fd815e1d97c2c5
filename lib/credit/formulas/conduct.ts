import type { ItemId } from "../../intake/catalogue.ts";
import { monthsSince, when } from "./arithmetic.ts";
import { count, known, lateral } from "./records.ts";

/** Facts of single days: few rows of many items, so all of them are read at once. */
const published = [
  "registration_change", "penalty", "adverse_list", "serious_dishonesty", "dishonest_debtor",
  "consumption_restriction", "judgment_debtor", "judgment_document", "bankruptcy", "tax_abnormal",
  "tax_violation", "honour", "commendation_list", "qualification", "permit", "technology_title",
  "intellectual_property",
] as const satisfies readonly ItemId[]; // prettier-ignore
const licensed = ["public_resource_award", "enterprise_statement"] as const satisfies readonly ItemId[]; // prettier-ignore
type Published = (typeof published)[number];
type DayItem = Published | (typeof licensed)[number];

const within = { 12: "period > s.after12", 24: "period > s.after24", 36: "period > s.after36" };
const standing = "ended > s.as_of_text";
const valid = "valid_until >= s.as_of_text";

/** Each figure: of which item, which of its rows, and what of them where it is not their number. */
type Figure = Readonly<{ item: DayItem; of: string; value?: string }>;
const figures = {
  changes24: { item: "registration_change", of: within[24] },
  representatives24: { item: "registration_change", of: `${within[24]} and key like '%法定代表人%'` },
  changed_on: { item: "registration_change", of: "true", value: "max(period)" },
  penalties12: { item: "penalty", of: within[12] },
  penalties24: { item: "penalty", of: within[24] },
  serious24: { item: "penalty", of: `${within[24]} and category = 'serious'` },
  general24: { item: "penalty", of: `${within[24]} and category = 'general'` },
  minor24: { item: "penalty", of: `${within[24]} and category = 'minor'` },
  fines24: { item: "penalty", of: within[24], value: "sum(amount)" },
  penalised_on: { item: "penalty", of: "true", value: "max(period)" },
  listed: { item: "adverse_list", of: standing },
  listed36: { item: "adverse_list", of: within[36] },
  dishonest: { item: "serious_dishonesty", of: standing },
  dishonest_debtor: { item: "dishonest_debtor", of: standing },
  restricted: { item: "consumption_restriction", of: standing },
  enforced: { item: "judgment_debtor", of: standing },
  enforced_amount: { item: "judgment_debtor", of: standing, value: "sum(amount)" },
  defendant12: { item: "judgment_document", of: `${within[12]} and role = 'defendant'` },
  defendant24: { item: "judgment_document", of: `${within[24]} and role = 'defendant'` },
  defendant_amount24: { item: "judgment_document", of: `${within[24]} and role = 'defendant'`, value: "sum(amount)" },
  bankrupt: { item: "bankruptcy", of: standing },
  tax_abnormal: { item: "tax_abnormal", of: standing },
  tax_violations36: { item: "tax_violation", of: within[36] },
  honours36: { item: "honour", of: within[36] },
  commended: { item: "commendation_list", of: valid },
  qualified: { item: "qualification", of: valid },
  permitted: { item: "permit", of: valid },
  titled: { item: "technology_title", of: valid },
  invented: { item: "intellectual_property", of: valid },
  awards24: { item: "public_resource_award", of: within[24] },
  awarded24: { item: "public_resource_award", of: within[24], value: "sum(amount)" },
  statements24: { item: "enterprise_statement", of: within[24] },
} as const satisfies Readonly<Record<string, Figure>>; // prettier-ignore

/** One unknown amount makes the sum unknown. */
const summed = Object.entries<Figure>(figures).filter(([, { value }]) => value === "sum(amount)");

const items: readonly DayItem[] = [...published, ...licensed];

/** Days in the payload are text; one that is not told lies ahead of every other. */
const dayOr = (names: readonly string[]) =>
  `coalesce(${names.map((name) => `r.payload ->> '${name}'`).join(", ")}, 'never') collate "C"`;

const conduct = lateral(
  "conduct",
  [
    ...items.map((item) => `${count(`item = '${item}'`)} as ${item}_rows`),
    ...Object.entries<Figure>(figures).map(
      ([name, { item, of, value = "count(*)" }]) =>
        `${value} filter (where item = '${item}' and ${of}) as ${name}`,
    ),
    ...summed.map(
      ([name, { item, of }]) =>
        `${count(`item = '${item}' and ${of} and amount is null`)} as ${name}_unknown`,
    ),
  ],
  `select r.item, r.period, r.key, r.category, r.amount_fen as amount, r.payload ->> 'role' as role,
      ${dayOr(["removedOn", "closedOn", "endedOn"])} as ended,
      ${dayOr(["validUntil"])} as valid_until
    from credit.record r
    where r.uscc = s.uscc and r.item = any ('{${items.join(",")}}') and r.period <= s.as_of and ${known}`,
);

/** Which public lists have been delivered at all: whom such a list does not name is not on it. */
export const delivered = `
delivered as materialized (
  select ${published.map((item) => `coalesce(bool_or(b.item_id = '${item}'), false) as ${item}`).join(", ")}
  from intake.batch b
  where b.status = 'landed' and coalesce(b.finished_at, b.started_at) <= $3::text::timestamptz
)`;

export const conductSteps = [conduct];

type FigureOf<Of extends DayItem> = {
  [Name in keyof typeof figures]: (typeof figures)[Name]["item"] extends Of ? Name : never;
}[keyof typeof figures];

/** A list that is public is empty for an enterprise that it does not name, once any of it has landed. */
const isTold = (name: FigureOf<Published>) =>
  `(delivered.${figures[name].item} or conduct.${figures[name].item}_rows > 0)`;
const listed = (name: FigureOf<Published>) => when(isTold(name), `conduct.${name}`);
const total = (name: keyof typeof figures) => `coalesce(conduct.${name}, 0)::bigint`;
const amountOf = (name: FigureOf<Published>) =>
  when(`${isTold(name)} and conduct.${name}_unknown = 0`, total(name));
/** Of an item that needs an authorisation nothing is known where there is no row. */
const held = (name: FigureOf<(typeof licensed)[number]>, also = "") =>
  `conduct.${figures[name].item}_rows > 0${also}`;

export const conductFormulas = {
  registrationChanges24: listed("changes24"),
  representativeChanges24: listed("representatives24"),
  monthsSinceChange: monthsSince("conduct.changed_on"),
  penalties12: listed("penalties12"),
  penalties24: listed("penalties24"),
  seriousPenalties24: listed("serious24"),
  generalPenalties24: listed("general24"),
  minorPenalties24: listed("minor24"),
  penaltyFines24Fen: amountOf("fines24"),
  monthsSincePenalty: monthsSince("conduct.penalised_on"),
  adverseLists: listed("listed"),
  adverseLists36: listed("listed36"),
  seriousDishonestyLists: listed("dishonest"),
  dishonestDebtorCases: listed("dishonest_debtor"),
  consumptionRestrictions: listed("restricted"),
  enforcementCases: listed("enforced"),
  enforcementAmountFen: amountOf("enforced_amount"),
  judgmentsAgainst12: listed("defendant12"),
  judgmentsAgainst24: listed("defendant24"),
  judgmentAmount24Fen: amountOf("defendant_amount24"),
  bankruptcyCases: listed("bankrupt"),
  taxAbnormal: listed("tax_abnormal"),
  taxViolations36: listed("tax_violations36"),
  honours36: listed("honours36"),
  commendations: listed("commended"),
  qualifications: listed("qualified"),
  permits: listed("permitted"),
  technologyTitles: listed("titled"),
  intellectualProperties: listed("invented"),
  awards24: when(held("awards24"), "conduct.awards24"),
  awardAmount24Fen: when(held("awarded24", " and conduct.awarded24_unknown = 0"), total("awarded24")),
  voluntaryStatements24: when(held("statements24"), "conduct.statements24"),
} as const; // prettier-ignore
