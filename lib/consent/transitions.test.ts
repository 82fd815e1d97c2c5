import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
} from "../testing/people.ts";
import {
  authorisationStatuses,
  authorisationTransitions,
  standingOf,
  type AccessVerdict,
  type AuthorisationStatus,
  type Standing,
} from "./model.ts";
import { storePurposes } from "./seed.ts";

const DAY_MS = 86_400_000;
const days = (count: number) => new Date(Date.now() + count * DAY_MS);
let fresh: FreshDatabase;
let owner: Sql;
let web: Sql;
let person: ActorOf<"enterprise">;
let officer: ActorOf<"loan_officer">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  web = fresh.as("xinqiao_web");
  person = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
  officer = await anOfficer(owner, (await anInstitution(owner)).id);
});
afterAll(() => fresh.drop());

const unsignedOnly: readonly AuthorisationStatus[] = ["created", "requested", "refused"];
const periods = {
  past: { startsAt: days(-9), endsAt: days(-1) },
  now: { startsAt: days(-9), endsAt: days(9) },
  future: { startsAt: days(1), endsAt: days(9) },
} as const;
type Period = keyof typeof periods;
type Parts = Readonly<{ period?: Period; maximumQueries?: number; usedQueries?: number }>;

/** One row in this status: signed where the status allows it. */
async function inStatus(status: AuthorisationStatus, { period = "now", ...parts }: Parts = {}) {
  const id = await anAuthorisation(owner, {
    uscc: person.uscc,
    institutionId: officer.institutionId,
    signedBy: person.accountId,
    status: unsignedOnly.includes(status) ? "agreed" : status,
    ...(status === "withdrawn" ? { withdrawnAt: new Date() } : {}),
    ...periods[period],
    ...parts,
  });
  if (unsignedOnly.includes(status)) {
    await owner.begin(async (tx) => {
      await tx`alter table consent.authorisation disable trigger guarded`;
      await tx`update consent.authorisation set status = ${status}, signed_at = null, signed_by = null, signature = null where id = ${id}`;
      await tx`alter table consent.authorisation enable trigger guarded`;
    });
  }
  return id;
}

const changesOf = (id: string) => owner`
  select seq, from_status, to_status, actor_id, reason from consent.status_change where authorisation_id = ${id} order by seq`;

const pairs = authorisationStatuses.flatMap((from) =>
  authorisationStatuses.map((to) => [from, to] as const),
);
const allowed = (from: AuthorisationStatus, to: AuthorisationStatus) =>
  authorisationTransitions[from].some((next) => next === to);

describe("the database lets a status follow another as the table says", () => {
  /** As a command of the web process does it, with all that the new status demands. */
  const move = (id: string, to: AuthorisationStatus) => web`
    update consent.authorisation set status = ${to}, status_at = now(), status_by = ${person.accountId}, status_reason = '测试',
      withdrawn_at = case when ${to} = 'withdrawn' then coalesce(withdrawn_at, now()) end,
      signed_at = case when ${to} in ('agreed', 'paused', 'used_up') then coalesce(signed_at, now()) else signed_at end,
      signed_by = case when ${to} in ('agreed', 'paused', 'used_up') then coalesce(signed_by, ${person.accountId}) else signed_by end,
      signature = case when ${to} in ('agreed', 'paused', 'used_up') then coalesce(signature, 'x') else signature end
    where id = ${id}`;

  test.each(pairs.filter(([from, to]) => allowed(from, to)))(
    "%s is followed by %s, with one row of history: from, to, who and why",
    async (from, to) => {
      const id = await inStatus(from);
      const before = (await changesOf(id)).length;
      await move(id, to);
      expect((await changesOf(id)).slice(before)).toEqual([
        {
          seq: before + 1,
          from_status: from,
          to_status: to,
          actor_id: person.accountId,
          reason: "测试",
        },
      ]);
    },
  );

  test.each(pairs.filter(([from, to]) => from !== to && !allowed(from, to)))(
    "%s is never followed by %s, and no row is left",
    async (from, to) => {
      const id = await inStatus(from);
      const before = await changesOf(id);
      await expect(move(id, to)).rejects.toThrow(
        `an authorisation does not go from ${from} to ${to}`,
      );
      expect(await changesOf(id)).toEqual(before);
    },
  );

  test.each(authorisationStatuses)("%s may stay as it is, which is no change", async (status) => {
    const id = await inStatus(status);
    const before = await changesOf(id);
    await move(id, status);
    expect(await changesOf(id)).toEqual(before);
  });

  test("its table is the model's, whatever stood there before", async () => {
    await owner`insert into consent.transition values ('withdrawn', 'agreed')`;
    await storePurposes(owner);
    const rows = await owner`select from_status, to_status from consent.transition`;
    expect(rows.map(({ from_status, to_status }) => `${from_status} ${to_status}`).sort()).toEqual(
      pairs
        .filter(([from, to]) => allowed(from, to))
        .map((pair) => pair.join(" "))
        .sort(),
    );
  });
});

describe("what was signed never changes, whoever asks", () => {
  test.each([
    "number = 'x'",
    "items = '{electricity}'",
    "purpose = 'post_loan_monitoring'",
    "stage = 'after_loan'",
    "maximum_queries = 99",
    "frequency_times = 99",
    "frequency_unit = 'month'",
    "look_back_months = 12",
    "data_life_days = 1",
    "starts_at = now()",
    "ends_at = now() + interval '9 days'",
    "artefact = 'x'",
    "artefact_hash = 'x'",
    "signature = 'x'",
    "signature_algorithm = 'SM2-SM3'",
    "signature_key_id = 'x'",
    "signed_at = now()",
    "signed_by = gen_random_uuid()",
    "signer_capacity = 'agent'",
    "institution_id = null",
  ])("%s is refused even to the owner", async (change) => {
    const id = await inStatus("agreed");
    await expect(
      owner.unsafe(`update consent.authorisation set ${change} where id = '${id}'`),
    ).rejects.toThrow("a signed authorisation does not change");
  });

  test("queries that are used are not given back", async () => {
    const id = await inStatus("agreed", { usedQueries: 2 });
    await expect(
      owner`update consent.authorisation set used_queries = 1 where id = ${id}`,
    ).rejects.toThrow("used queries are not given back");
  });

  test("its document and its history can be neither changed nor deleted nor emptied", async () => {
    const id = await inStatus("agreed");
    for (const statement of [
      `update consent.document set content = 'x' where authorisation_id = '${id}'`,
      `delete from consent.document where authorisation_id = '${id}'`,
      `update consent.status_change set reason = 'x' where authorisation_id = '${id}'`,
      `delete from consent.status_change where authorisation_id = '${id}'`,
      "truncate consent.document",
      "truncate consent.status_change",
    ])
      await expect(owner.unsafe(statement), statement).rejects.toThrow(/insert-only/);
  });
});

/** What the gate says of each standing, where nothing else stands against a look. */
const answerTo: Readonly<Record<Standing, AccessVerdict>> = {
  created: "never_granted",
  requested: "never_granted",
  in_force: "granted",
  not_yet_started: "not_yet_started",
  paused: "paused",
  expired: "expired",
  used_up: "used_up",
  refused: "refused",
  withdrawn: "withdrawn",
};

test.each(
  authorisationStatuses.flatMap((status) =>
    (["past", "now", "future"] as const).flatMap((period) =>
      [0, 3].map((usedQueries) => ({ status, period, usedQueries })),
    ),
  ),
)(
  "where an authorisation stands is what the gate answers: $status, period $period, $usedQueries of 3 used",
  async ({ status, period, usedQueries }) => {
    const id = await inStatus(status, { period, maximumQueries: 3, usedQueries });
    const now = new Date();
    const standing = standingOf(
      { status, ...periods[period], maximumQueries: 3, usedQueries },
      now,
    );
    const [row] = await web`
      select verdict from credit.read_by_authorisation(${officer.accountId}::uuid, ${id}::uuid,
        (select artefact_hash from consent.authorisation where id = ${id}), ${person.uscc}, 'before_loan', 'credit_review',
        null, null, ${newId()}::uuid, '测试')`;
    expect({ standing, verdict: row?.verdict as string }).toEqual({
      standing,
      verdict: answerTo[standing],
    });
    // What the gate has noticed is written down, and stands as it was worked out.
    const [after] = await owner`select status from consent.authorisation where id = ${id}`;
    if (standing === "expired" && (status === "agreed" || status === "paused"))
      expect(after?.status).toBe("expired");
    else expect(after?.status).toBe(status);
  },
);
