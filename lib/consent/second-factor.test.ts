import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { addDays, dayOf, startOfDay } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import {
  anAuthorisation,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
} from "../testing/people.ts";
import { maySign, SIGNING_PASSWORD, signingForm } from "../testing/signing.ts";
import * as room from "./index.ts";
import {
  draftAuthorisation,
  prepareAuthorisation,
  signAuthorisation,
  SIGNINGS_A_DAY,
} from "./index.ts";

/** That consent cannot be given for many by a program, nor by anybody but the person who read it. */
const now = new Date();
const today = dayOf(now);
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let institutionId: string;
let person: ActorOf<"enterprise">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  institutionId = (await anInstitution(owner)).id;
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  person = await anEnterprisePerson(owner, (await anEnterprise(owner)).uscc);
  await maySign(owner, person);
});

const as = (actor = person, at = now) => ({ db, actor, now: at });
const draft = (actor = person, at = now) =>
  draftAuthorisation(as(actor, at), {
    institutionId,
    items: ["vat_declaration"],
    maximumQueries: "3",
    startsOn: dayOf(at),
    endsOn: addDays(dayOf(at), 30),
  });
type Drafted = Awaited<ReturnType<typeof draft>>;
const sign = (drafted: Drafted, parts: Record<string, unknown> = {}, actor = person, at = now) =>
  signAuthorisation(as(actor, at), signingForm(drafted, parts));
const statusOf = async ({ id }: { id: string }) => {
  const [row] = await owner<{ status: string }[]>`
    select status from consent.authorisation where id = ${id}`;
  return row?.status;
};
const triesOf = async () => {
  const [row] = await owner`
    select failed_signings as tries, signing_locked_until is not null as locked from identity.account where id = ${person.accountId}`;
  return row;
};

describe("one confirmation signs one document", () => {
  test.each([
    [
      "a list of authorisations",
      (one: Drafted, two: Drafted) => ({ authorisationId: [one.id, two.id] }),
    ],
    [
      "a list of hashes",
      (one: Drafted, two: Drafted) => ({ artefactHash: [one.artefactHash, two.artefactHash] }),
    ],
    [
      "two authorisations with a comma",
      (one: Drafted, two: Drafted) => ({ authorisationId: `${one.id},${two.id}` }),
    ],
    [
      "two hashes in one text",
      (one: Drafted, two: Drafted) => ({ artefactHash: one.artefactHash + two.artefactHash }),
    ],
    [
      "authorisations beside the one",
      (_: Drafted, two: Drafted) => ({ authorisationIds: [two.id], authorisations: [two] }),
    ],
    ["all of an institution", () => ({ institutionId })],
  ])("%s signs no second one", async (_, shape) => {
    const [one, two] = [await draft(), await draft()];
    await sign(one, shape(one, two)).catch((error: unknown) => {
      expect(error).toMatchObject({ kind: "invalid", reason: "consent.grant.input" });
    });
    const signed = [await statusOf(one), await statusOf(two)].filter(
      (status) => status === "agreed",
    );
    expect(signed.length).toBeLessThanOrEqual(1);
    expect(await statusOf(two)).toBe("created");
  });

  test("a list of forms is no form", async () => {
    const [one, two] = [await draft(), await draft()];
    const forms = [signingForm(one), signingForm(two)];
    await expect(signAuthorisation(as(), forms)).rejects.toMatchObject({ kind: "invalid" });
    expect([await statusOf(one), await statusOf(two)]).toEqual(["created", "created"]);
  });

  test("the hash of one document never signs another", async () => {
    const [one, two] = [await draft(), await draft()];
    await expect(sign(two, { artefactHash: one.artefactHash })).rejects.toMatchObject({
      reason: "consent.document_changed",
    });
    expect(await statusOf(two)).toBe("created");
  });

  test("what was written out again cannot be signed by who read the earlier text", async () => {
    const earlier = await draft();
    const later = new Date(now.getTime() + 1000);
    const again = await prepareAuthorisation(as(person, later), { authorisationId: earlier.id });
    expect(again.artefactHash).not.toBe(earlier.artefactHash);
    await expect(sign(earlier)).rejects.toMatchObject({ reason: "consent.document_changed" });
    expect(await sign({ ...earlier, artefactHash: again.artefactHash })).toMatchObject({
      artefactHash: again.artefactHash,
    });
  });

  test("nothing in the room's door signs without the second password, but registration", async () => {
    // The password is set a moment before at registration; its test stands in lib/onboarding.
    const signing = Object.keys(room).filter((name) =>
      /sign(?!INGS|er)|authorisePlatform/i.test(name),
    );
    expect(signing.sort()).toEqual(
      expect.arrayContaining(["authorisePlatform", "signAuthorisation"]),
    );
    const drafted = await draft();
    const { signingPassword: _, ...without } = signingForm(drafted);
    await expect(signAuthorisation(as(), without)).rejects.toMatchObject({
      fields: [{ path: "signingPassword" }],
    });
    expect(await statusOf(drafted)).toBe("created");
  });
});

describe("the second password", () => {
  test.each(["", " ", "Sign-2027", "sign-2026", `${SIGNING_PASSWORD} `, "no password"])(
    "“%s” is not it, and never signs",
    async (signingPassword) => {
      const drafted = await draft();
      await expect(sign(drafted, { signingPassword })).rejects.toMatchObject({ kind: "invalid" });
      expect(await statusOf(drafted)).toBe("created");
    },
  );

  test("typed wrongly five times locks, so that a program cannot go on trying", async () => {
    const drafted = await draft();
    for (let wrong = 1; wrong <= 5; wrong++) {
      await expect(sign(drafted, { signingPassword: `wrong-${wrong}` })).rejects.toMatchObject({
        reason: "identity.signing_wrong",
      });
    }
    expect(await triesOf()).toMatchObject({ locked: true });
    for (let more = 0; more < 3; more++)
      await expect(sign(drafted)).rejects.toMatchObject({ reason: "identity.signing_locked" });
    expect(await statusOf(drafted)).toBe("created");
    // A quarter of an hour later it signs again.
    await sign(drafted, {}, person, new Date(now.getTime() + 15 * 60_000 + 1));
    expect(await statusOf(drafted)).toBe("agreed");
  });

  test("tried forty times at once over many documents is tried five times", async () => {
    const drafts = await Promise.all(Array.from({ length: 4 }, () => draft()));
    const guesses = drafts.flatMap((drafted) =>
      Array.from({ length: 10 }, (_, index) =>
        sign(drafted, { signingPassword: `guess-${index}` }),
      ),
    );
    const tries = await Promise.allSettled(guesses);
    const reasons = tries.map((one) =>
      one.status === "rejected" ? (one.reason as { reason: string }).reason : "signed",
    );
    expect(reasons.filter((reason) => reason === "identity.signing_wrong")).toHaveLength(5);
    expect(reasons.filter((reason) => reason === "identity.signing_locked")).toHaveLength(35);
  });

  test("is asked before anything else is told: a wrong one does not learn what is there", async () => {
    const unknown = { id: newId(), artefactHash: "0".repeat(64) };
    await expect(
      signAuthorisation(as(), signingForm(unknown, { signingPassword: "wrong-1" })),
    ).rejects.toMatchObject({ reason: "identity.signing_wrong" });
  });
});

describe("signing on and on", () => {
  test(`the ${SIGNINGS_A_DAY}th document of a day is signed, the next is not, and on the next day it is`, async () => {
    const before = { uscc: person.uscc, institutionId, signedBy: person.accountId };
    for (let count = 1; count < SIGNINGS_A_DAY; count++)
      await anAuthorisation(owner, { ...before, startsAt: startOfDay(today) });
    const [last, more] = [await draft(), await draft()];
    await sign(last);
    expect(await statusOf(last)).toBe("agreed");
    await expect(sign(more)).rejects.toMatchObject({
      kind: "conflict",
      reason: "consent.too_many_signings",
    });
    expect(await statusOf(more)).toBe("created");

    const tomorrow = new Date(startOfDay(addDays(today, 1)).getTime() + 60_000);
    const fitting = await prepareAuthorisation(as(person, tomorrow), { authorisationId: more.id });
    await sign(fitting, {}, person, tomorrow);
    expect(await statusOf(more)).toBe("agreed");
  });

  test("of many at once no more are signed than a day allows", async () => {
    const before = { uscc: person.uscc, institutionId, signedBy: person.accountId };
    for (let count = 2; count < SIGNINGS_A_DAY; count++)
      await anAuthorisation(owner, { ...before, startsAt: startOfDay(today) });
    const drafts: Drafted[] = [];
    // Five tries at once would lock the second password, right as they are.
    for (let count = 0; count < 4; count++) drafts.push(await draft());
    const tries = await Promise.allSettled(drafts.map((drafted) => sign(drafted)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    for (const one of tries)
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({ reason: "consent.too_many_signings" });
  });
});

describe("a document is signed by whom and on the day that it says", () => {
  test("one that was prepared yesterday has to be written out and read again", async () => {
    const yesterday = new Date(now.getTime() - 86_400_000);
    const drafted = await draft(person, yesterday);
    await expect(sign(drafted)).rejects.toMatchObject({ reason: "consent.prepared_earlier" });
    expect(await statusOf(drafted)).toBe("created");
    const again = await prepareAuthorisation(as(), { authorisationId: drafted.id });
    await sign(again);
    expect(await statusOf(drafted)).toBe("agreed");
  });

  test("one that was prepared for another signer is not signed by a colleague", async () => {
    const drafted = await draft();
    await owner`update identity.membership set ended_at = now() where account_id = ${person.accountId}`;
    const colleague = await anEnterprisePerson(owner, person.uscc);
    await maySign(owner, colleague);
    await expect(sign(drafted, {}, colleague)).rejects.toMatchObject({
      reason: "consent.other_signer",
    });
    expect(await statusOf(drafted)).toBe("created");
    const own = await prepareAuthorisation(as(colleague), { authorisationId: drafted.id });
    await sign(own, {}, colleague);
    expect(await statusOf(drafted)).toBe("agreed");
  });

  test("one that names another capacity than the signer's is written out again", async () => {
    const drafted = await draft();
    await owner`update identity.membership set signer_capacity = 'agent' where account_id = ${person.accountId}`;
    await expect(sign(drafted)).rejects.toMatchObject({ reason: "consent.other_signer" });
    const again = await prepareAuthorisation(as(), { authorisationId: drafted.id });
    await sign(again);
    const [row] = await owner`
      select signer_capacity, consent.fault_of(a) as fault from consent.authorisation a where id = ${drafted.id}`;
    expect(row).toEqual({ signer_capacity: "agent", fault: null });
  });

  test.each([
    ["nobody verified as a signer", "verified_at = null"],
    ["without a capacity to sign", "signer_capacity = null"],
    ["whose membership has ended", "ended_at = now()"],
  ])("somebody %s neither prepares nor signs", async (_, change) => {
    const drafted = await draft();
    await owner.unsafe(
      `update identity.membership set ${change} where account_id = '${person.accountId}'`,
    );
    const refused = { kind: "forbidden", reason: "consent.signer_not_verified" };
    await expect(sign(drafted)).rejects.toMatchObject(refused);
    await expect(prepareAuthorisation(as(), { authorisationId: drafted.id })).rejects.toMatchObject(
      refused,
    );
    await expect(draft()).rejects.toMatchObject(refused);
    expect(await statusOf(drafted)).toBe("created");
  });

  test("one whose grantee has left meanwhile is not signed any more", async () => {
    const { id } = await anInstitution(owner);
    const drafted = await draftAuthorisation(as(), {
      institutionId: id,
      items: ["vat_declaration"],
      maximumQueries: "3",
      startsOn: today,
      endsOn: addDays(today, 30),
    });
    await owner`update registry.institution set left_at = now() where id = ${id}`;
    await expect(sign(drafted)).rejects.toMatchObject({ reason: "consent.no_institution" });
    expect(await statusOf(drafted)).toBe("created");
  });
});
