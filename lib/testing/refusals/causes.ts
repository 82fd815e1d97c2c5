import { randomInt } from "node:crypto";
import type { Sql } from "#db/client.ts";
import { newId } from "../../kernel/ids.ts";
import { makeUscc } from "../../kernel/uscc.ts";
import { anInstitution } from "../people.ts";
import { earliestDay, type Cause, type Made } from "./situation.ts";
import { unsigned } from "./unsigned.ts";

const DAY_MS = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

const endMembership = (sql: Sql, { scene }: Made) =>
  sql`update identity.membership set ended_at = now() where account_id = ${scene.officer.accountId}`;
const leave = (sql: Sql, { scene }: Made) =>
  sql`update registry.institution set left_at = now(), left_reason = '测试' where id = ${scene.institution.id}`;
const status =
  (to: string) =>
  (sql: Sql, { authorisationId }: Made) =>
    sql`
    update consent.authorisation set status = ${to}, withdrawn_at = case when ${to} = 'withdrawn' then now() end
    where id = ${authorisationId}`;
const inTurn =
  (...steps: readonly ((sql: Sql, made: Made) => Promise<unknown>)[]) =>
  async (sql: Sql, made: Made) => {
    for (const step of steps) await step(sql, made);
  };

/** The session and the token end with the membership. */
const signedOut = { onPage: "signed_out", onApi: "signed_out" } as const;

const who: readonly Cause[] = [
  {
    name: "the person's membership has ended",
    verdict: "not_a_member",
    afterwards: endMembership,
    ...signedOut,
  },
  {
    name: "the person acts for an enterprise",
    verdict: "not_a_member",
    ask: ({ scene }) => ({ actor: scene.person }),
    onProfile: "forbidden",
    onApi: "signed_out",
  },
  {
    name: "nobody has the person's account",
    verdict: "not_a_member",
    ask: ({ scene }) => ({ actor: { ...scene.officer, accountId: newId() } }),
    ...signedOut,
  },
  {
    name: "the person has moved to another institution",
    verdict: "wrong_grantee",
    onPage: "not_found",
    afterwards: async (sql, made) => {
      await endMembership(sql, made);
      const { id } = await anInstitution(sql);
      await sql`
        insert into identity.membership (id, account_id, role, institution_id)
        values (${newId()}, ${made.scene.officer.accountId}, 'loan_officer', ${id})`;
    },
  },
  { name: "the institution has left the platform", verdict: "institution_left", afterwards: leave },
  {
    name: "the institution has left and its people's memberships have ended",
    verdict: "not_a_member",
    afterwards: inTurn(leave, endMembership),
    ...signedOut,
  },
  {
    name: "it was given to another institution",
    verdict: "wrong_grantee",
    ask: ({ scene }) => ({ actor: scene.stranger }),
    onProfile: "not_found",
  },
  {
    name: "it was given to the platform",
    verdict: "wrong_grantee",
    terms: { institutionId: null, stage: "platform" },
  },
  {
    name: "another enterprise is asked for",
    verdict: "wrong_enterprise",
    ask: ({ scene }) => ({ uscc: scene.otherUscc }),
    onProfile: "granted",
  },
  {
    name: "an enterprise that nobody registered is asked for",
    verdict: "wrong_enterprise",
    ask: () => ({ uscc: makeUscc("91520100", randomInt(90_000_000, 100_000_000)) }),
    onProfile: "granted",
  },
];

const never: readonly Cause[] = [
  {
    name: "there is no such authorisation",
    verdict: "never_granted",
    ask: () => ({ authorisationId: newId() }),
    onProfile: "granted",
  },
  { name: "it is a draft", verdict: "never_granted", make: unsigned({ status: "created" }) },
  {
    name: "it is a draft that was written out and not signed",
    verdict: "never_granted",
    make: unsigned({ status: "created", prepared: true }),
  },
  {
    name: "it was asked for and not answered",
    verdict: "never_granted",
    make: unsigned({ status: "requested" }),
  },
  {
    name: "it was asked for, written out and not signed",
    verdict: "never_granted",
    make: unsigned({ status: "requested", prepared: true }),
  },
  {
    name: "it was asked for and the enterprise said no",
    verdict: "refused",
    make: unsigned({ status: "refused" }),
  },
  {
    name: "it was asked for and taken back",
    verdict: "withdrawn",
    make: unsigned({ status: "withdrawn" }),
  },
  {
    name: "it was asked for and nobody answered in time",
    verdict: "expired",
    make: unsigned({ status: "expired" }),
  },
];

const over = { startsAt: daysFromNow(-9), endsAt: daysFromNow(-1) } as const;

const time: readonly Cause[] = [
  { name: "it was withdrawn", verdict: "withdrawn", afterwards: status("withdrawn") },
  {
    name: "it was paused and then withdrawn",
    verdict: "withdrawn",
    afterwards: inTurn(status("paused"), status("withdrawn")),
  },
  { name: "it is paused", verdict: "paused", afterwards: status("paused") },
  {
    name: "it was paused, resumed and paused again",
    verdict: "paused",
    afterwards: inTurn(status("paused"), status("agreed"), status("paused")),
  },
  {
    name: "it is paused before it begins",
    verdict: "paused",
    terms: { startsAt: daysFromNow(1) },
    afterwards: status("paused"),
  },
  {
    name: "it begins tomorrow",
    verdict: "not_yet_started",
    terms: { startsAt: daysFromNow(1) },
  },
  { name: "its time is over", verdict: "expired", terms: over },
  {
    name: "its time is over and that is written down",
    verdict: "expired",
    terms: over,
    afterwards: status("expired"),
  },
  {
    name: "its time ran out while it was paused",
    verdict: "expired",
    terms: over,
    afterwards: status("paused"),
  },
];

const counts: readonly Cause[] = [
  { name: "no query is left", verdict: "used_up", terms: { maximumQueries: 3, usedQueries: 3 } },
  {
    name: "no query is left and that is written down",
    verdict: "used_up",
    terms: { maximumQueries: 3, usedQueries: 3 },
    afterwards: status("used_up"),
  },
  {
    name: "no query was left when its time ran out",
    verdict: "used_up",
    terms: { maximumQueries: 3, usedQueries: 3, ...over },
    afterwards: status("used_up"),
  },
  {
    name: "the day's queries are used",
    verdict: "too_frequent",
    terms: { usedQueries: 2, frequency: { times: 2, unit: "day" } },
    afterwards: windowFull("day", 2),
    detail: () => ({ times: 2, unit: "day" }),
  },
  {
    name: "the month's queries are used",
    verdict: "too_frequent",
    terms: { usedQueries: 1, frequency: { times: 1, unit: "month" } },
    afterwards: windowFull("month", 1),
    detail: () => ({ times: 1, unit: "month" }),
  },
  {
    name: "the month's looks at a loan that is paid out are used",
    verdict: "too_frequent",
    afterLoan: true,
    terms: { usedQueries: 2 },
    afterwards: windowFull("month", 2),
    detail: () => ({ times: 2, unit: "month" }),
  },
];

function windowFull(unit: "day" | "month", used: number) {
  return (sql: Sql, { authorisationId }: Made) => sql`
    update consent.authorisation set window_used = ${used},
      window_start = date_trunc(${unit}, now() at time zone 'Asia/Shanghai')::date
    where id = ${authorisationId}`;
}

const monitoring = { stage: "after_loan" } as const;
const drawing = { stage: "during_loan" } as const;

const ends: readonly Cause[] = [
  {
    name: "the loan is paid out and it was for the time before",
    verdict: "wrong_stage",
    afterLoan: true,
    terms: { stage: "before_loan" },
  },
  { name: "it is for after the loan", verdict: "wrong_stage", terms: monitoring },
  { name: "it is for the time of drawing", verdict: "wrong_stage", terms: drawing },
  ...["during_loan", "after_loan", "platform", "own"].map((stage): Cause => ({
    name: `it is for before the loan and ${stage} is asked`,
    verdict: "wrong_stage",
    ask: () => ({ stage }),
    onProfile: "granted",
    ...(stage === "platform" || stage === "own" ? { onApi: "invalid" } : {}),
  })),
  ...["disbursement_review", "post_loan_monitoring", "platform_processing", "marketing"].map(
    (purposeCode): Cause => ({
      name: `it is for credit review and is asked for ${purposeCode}`,
      verdict: "wrong_purpose",
      ask: () => ({ purposeCode }),
      onProfile: "granted",
      ...(purposeCode === "marketing" ? { onApi: "invalid" } : {}),
    }),
  ),
  {
    name: "it is for watching a loan and is asked for credit review",
    verdict: "wrong_purpose",
    afterLoan: true,
    ask: () => ({ purposeCode: "credit_review" }),
    onProfile: "granted",
  },
];

const beyond = (name: string, items: readonly string[], missing: readonly string[]): Cause => ({
  name,
  verdict: "item_not_covered",
  ask: () => ({ items }),
  detail: () => ({ items: missing }),
  onProfile: "granted",
});

const tooEarly = (name: string, months: number, fromDay: string, observedOn?: string): Cause => ({
  name,
  verdict: "range_not_covered",
  terms: { lookBackMonths: months },
  ask: () => ({ fromDay }),
  detail: () => ({ earliest: earliestDay(months, observedOn) }),
  onProfile: "granted",
  ...(observedOn ? { observedOn } : {}),
});

const dayBefore = (day: string) =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() - DAY_MS).toISOString().slice(0, 10);

const reach: readonly Cause[] = [
  beyond("the one item asked for is not in it", ["electricity"], ["electricity"]),
  beyond("one of the items is not in it", ["vat_declaration", "electricity"], ["electricity"]),
  beyond("two of the items are not in it", ["water", "tax_grade", "gas"], ["gas", "water"]),
  {
    ...beyond("an item is in no catalogue", ["vat_declaration", "bank_secrets"], ["bank_secrets"]),
    onApi: "invalid",
  },
  beyond("beside public items one is not in it", ["penalty", "electricity"], ["electricity"]),
  tooEarly("the first day asked for is one day too early", 12, dayBefore(earliestDay(12))),
  tooEarly("two years are asked for and one was given", 12, earliestDay(24)),
  tooEarly("everything ever recorded is asked for", 36, "1900-01-01"),
  tooEarly("a history that ended is asked for one day too early", 6, "2024-11-30", "2025-06-30"),
];

export const plainCauses: readonly Cause[] = [
  ...who,
  ...never,
  ...time,
  ...counts,
  ...ends,
  ...reach,
];
