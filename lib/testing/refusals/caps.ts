import type { Sql } from "#db/client.ts";
import { purposes, type FairUseTerms } from "../../consent/purposes.ts";
import { storePurposes } from "../../consent/seed.ts";
import type { AuthorisationParts } from "../people.ts";
import type { Cause } from "./situation.ts";

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

type Attribute = keyof FairUseTerms | "purpose";

const fairUse = (attribute: Attribute, name: string, more: Partial<Cause>): Cause => ({
  name,
  verdict: "fair_use",
  detail: () => ({ attribute }),
  ...more,
});

const beyond = (attribute: Attribute, name: string, terms: Partial<AuthorisationParts>) =>
  fairUse(attribute, `it was signed beyond the purpose's caps: ${name}`, { terms });

/** Signed by somebody who got round the form. */
const signedBeyond: readonly Cause[] = [
  beyond("days", "a year and two days", { endsAt: inDays(366) }),
  beyond("maximumQueries", "51 queries", { maximumQueries: 51 }),
  beyond("lookBackMonths", "37 months back", { lookBackMonths: 37 }),
  beyond("dataLifeDays", "366 days of keeping", { dataLifeDays: 366 }),
  beyond("frequency", "11 a day", { frequency: { times: 11, unit: "day" } }),
  beyond("frequency", "11 a month, where a day's cap is 10", {
    frequency: { times: 11, unit: "month" },
  }),
  beyond("frequency", "no bound a day", { frequency: null }),
  fairUse("stage", "its purpose belongs to another stage", {
    terms: { stage: "during_loan", purpose: "credit_review" },
    ask: () => ({ stage: "during_loan" }),
    onProfile: "wrong_stage",
  }),
  fairUse("purpose", "its purpose is in no list", {
    terms: { purpose: "marketing" },
    ask: () => ({ purposeCode: "marketing" }),
    onProfile: "wrong_purpose",
    onApi: "invalid",
  }),
  fairUse("frequency", "a loan is watched more often than twice a month", {
    afterLoan: true,
    terms: { frequency: { times: 3, unit: "month" } },
  }),
  fairUse("frequency", "a loan is watched twice a day", {
    afterLoan: true,
    terms: { frequency: { times: 2, unit: "day" } },
  }),
];

const lowered = (attribute: Attribute, change: string): Cause =>
  fairUse(attribute, `since it was signed the cap was lowered: ${change}`, {
    afterwards: (sql: Sql) =>
      sql.unsafe(`update consent.purpose set ${change} where code = 'credit_review'`),
    undo: storePurposes,
  });

/** Within the caps when it was signed. They change what all others share; each takes it back. */
const cappedSince: readonly Cause[] = [
  lowered("days", "maximum_days = 29"),
  lowered("maximumQueries", "maximum_queries = 4"),
  lowered("lookBackMonths", "maximum_look_back_months = 35"),
  lowered("dataLifeDays", "maximum_data_life_days = 89"),
  lowered("frequency", "frequency_times = 9"),
  lowered("frequency", "frequency_unit = 'month', frequency_times = 10"),
  lowered("stage", "stage = 'after_loan'"),
  fairUse("purpose", "since it was signed its purpose was taken out of the list", {
    afterwards: (sql: Sql) => sql`delete from consent.purpose where code = 'credit_review'`,
    undo: storePurposes,
  }),
];

export const capCauses: readonly Cause[] = [...signedBeyond, ...cappedSince];

/** Every attribute that has a cap, which the table must speak of. */
export const cappedAttributes: readonly Attribute[] = [
  "purpose",
  "stage",
  "days",
  "maximumQueries",
  "lookBackMonths",
  "dataLifeDays",
  "frequency",
];

/** How many purposes there are: the table speaks of two, and a new one needs a look at it. */
export const knownPurposes = purposes.length;
