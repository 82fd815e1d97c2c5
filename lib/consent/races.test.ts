import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { addDays, dayOf } from "../kernel/calendar.ts";
import { anApplicationIn, aScene, type Scene } from "../lending/factory.ts";
import {
  requestAuthorisation,
  takeBackAuthorisationRequest,
  withdrawAuthorisation,
} from "../lending/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { maySign, signingForm } from "../testing/signing.ts";
import {
  draftAuthorisation,
  draftPlatformAuthorisation,
  pauseAuthorisation,
  prepareAuthorisation,
  refuseRequest,
  resumeAuthorisation,
  signAuthorisation,
} from "./index.ts";

const now = new Date();
const today = dayOf(now);
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;
let person: ActorOf<"enterprise">;
let applicationId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  scene = await aScene(owner);
  person = scene.person;
  await maySign(owner, person);
  applicationId = await anApplicationIn(owner, scene);
});

const as = (actor: ActorOf<"enterprise"> | ActorOf<"loan_officer"> = person) => ({
  db,
  actor,
  now,
});
const terms = {
  items: ["vat_declaration"],
  maximumQueries: "3",
  startsOn: today,
  endsOn: addDays(today, 30),
};
const draft = () => draftAuthorisation(as(), { ...terms, institutionId: scene.institution.id });
const request = (actor = scene.officer, parts: object = {}) =>
  requestAuthorisation(as(actor), { ...terms, applicationId, ...parts });
/** What an institution asks for, written out for the enterprise to read. */
const requested = async () => prepareAuthorisation(as(), { authorisationId: (await request()).id });
const changesOf = async (id: string) => {
  const rows = await owner<{ to: string }[]>`
    select to_status as to from consent.status_change where authorisation_id = ${id} order by seq`;
  return rows.map(({ to }) => to);
};
const reasonsOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.map((one) =>
    one.status === "fulfilled" ? "done" : (one.reason as { reason?: string }).reason,
  );

/** Whoever is first, a race is run often enough to see both. */
const often = Array.from({ length: 6 }, (_, index) => index);

describe("at the same moment", () => {
  test("four windows that sign one document sign it once, and all get its receipt", async () => {
    const drafted = await draft();
    // Five tries at once would lock the second password, right as they are.
    const receipts = await Promise.all(
      often.slice(0, 4).map(() => signAuthorisation(as(), signingForm(drafted))),
    );
    expect(new Set(receipts.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await changesOf(drafted.id)).toEqual(["created", "agreed"]);
    const [row] = await owner`
      select consent.fault_of(a) as fault from consent.authorisation a where id = ${drafted.id}`;
    expect(row?.fault).toBeNull();
  });

  test.each(often)("signing and refusing one request: one of them counts (%i)", async (index) => {
    const read = await requested();
    const both = [
      () => signAuthorisation(as(), signingForm(read)),
      () => refuseRequest(as(), { authorisationId: read.id, reason: "不需要" }),
    ];
    if (index % 2) both.reverse();
    const reasons = reasonsOf(await Promise.allSettled(both.map((one) => one())));
    const end = (await changesOf(read.id)).at(-1);
    expect(await changesOf(read.id)).toEqual(["requested", end]);
    expect(["agreed", "refused"]).toContain(end);
    const lost = end === "agreed" ? "consent.cannot_from_in_force" : "consent.not_open";
    expect(reasons.sort()).toEqual([lost, "done"].sort());
  });

  test.each(often)(
    "signing a request and taking it back: one of them counts (%i)",
    async (index) => {
      const read = await requested();
      const both = [
        () => signAuthorisation(as(), signingForm(read)),
        () => takeBackAuthorisationRequest(as(scene.officer), { authorisationId: read.id }),
      ];
      if (index % 2) both.reverse();
      const reasons = reasonsOf(await Promise.allSettled(both.map((one) => one())));
      const changes = await changesOf(read.id);
      expect([
        ["requested", "agreed"],
        ["requested", "withdrawn"],
      ]).toContainEqual(changes);
      const lost = changes.includes("agreed") ? "consent.not_found" : "consent.not_open";
      expect(reasons.sort()).toEqual([lost, "done"].sort());
    },
  );

  test.each(often)(
    "withdrawing and signing one draft: it is never open in the end (%i)",
    async (index) => {
      const drafted = await draft();
      const both = [
        () => signAuthorisation(as(), signingForm(drafted)),
        () => withdrawAuthorisation(as(), { authorisationId: drafted.id }),
      ];
      if (index % 2) both.reverse();
      const reasons = reasonsOf(await Promise.allSettled(both.map((one) => one())));
      const changes = await changesOf(drafted.id);
      // Signed and then withdrawn, or withdrawn and not to be signed any more.
      expect([
        ["created", "agreed", "withdrawn"],
        ["created", "withdrawn"],
      ]).toContainEqual(changes);
      expect(reasons.includes("consent.not_open")).toBe(!changes.includes("agreed"));
    },
  );

  test.each(often)(
    "pausing, resuming and withdrawing one: it is withdrawn in the end (%i)",
    async () => {
      const drafted = await draft();
      await signAuthorisation(as(), signingForm(drafted));
      const one = { authorisationId: drafted.id };
      await Promise.allSettled([
        pauseAuthorisation(as(), one),
        resumeAuthorisation(as(), one),
        withdrawAuthorisation(as(), one),
        pauseAuthorisation(as(), one),
      ]);
      const changes = await changesOf(drafted.id);
      expect(changes.at(-1)).toBe("withdrawn");
      expect(changes.filter((status) => status === "withdrawn")).toHaveLength(1);
    },
  );

  test("two officers who ask for the same purpose ask once, and the other is told", async () => {
    const asked = await Promise.allSettled(
      often.map((index) => request(index % 2 ? scene.officer : scene.colleague)),
    );
    expect(reasonsOf(asked).filter((reason) => reason === "done")).toHaveLength(1);
    expect(
      reasonsOf(asked).filter((reason) => reason === "consent.already_requested"),
    ).toHaveLength(often.length - 1);
    const [rows] = await owner`
      select count(*)::int as n from consent.authorisation where uscc = ${scene.uscc} and status = 'requested'`;
    expect(rows?.n).toBe(1);
    const [told] = await owner`
      select count(*)::int as n from notify.message where organisation = ${`enterprise:${scene.uscc}`} and kind = 'authorisation_requested'`;
    expect(told?.n).toBe(1);
  });

  test("two tabs that renew the platform's authorisation are given one draft", async () => {
    const renewed = await Promise.all(often.map(() => draftPlatformAuthorisation(as(), {})));
    expect(new Set(renewed.map(({ id }) => id)).size).toBe(1);
    const [rows] = await owner`
      select count(*)::int as n from consent.authorisation where uscc = ${scene.uscc} and institution_id is null`;
    expect(rows?.n).toBe(1);
  });

  test("two tabs that write one request out leave one text that can be signed", async () => {
    const { id } = await request();
    const written = await Promise.all(
      often.map((index) =>
        prepareAuthorisation(
          { ...as(), now: new Date(now.getTime() + index) },
          { authorisationId: id },
        ),
      ),
    );
    const [row] = await owner`select artefact_hash from consent.authorisation where id = ${id}`;
    const current = written.filter(({ artefactHash }) => artefactHash === row?.artefact_hash);
    const outdated = written.filter(({ artefactHash }) => artefactHash !== row?.artefact_hash);
    expect(current).toHaveLength(1);
    for (const read of outdated)
      await expect(signAuthorisation(as(), signingForm(read))).rejects.toMatchObject({
        reason: "consent.document_changed",
      });
    for (const read of current) await signAuthorisation(as(), signingForm(read));
    expect(await changesOf(id)).toEqual(["requested", "agreed"]);
  });
});

test("the platform's authorisation in force is not written out again; after its withdrawal it is, once", async () => {
  const first = await draftPlatformAuthorisation(as(), {});
  const read = await prepareAuthorisation(as(), { authorisationId: first.id });
  await signAuthorisation(as(), signingForm(read));
  expect(await draftPlatformAuthorisation(as(), {})).toEqual({ id: first.id });
  await withdrawAuthorisation(as(), { authorisationId: first.id });
  const second = await draftPlatformAuthorisation(as(), {});
  expect(second.id).not.toBe(first.id);
  expect(await draftPlatformAuthorisation(as(), {})).toEqual(second);
});
