import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor, ActorOf } from "../access/model.ts";
import { draftAuthorisation, signAuthorisation } from "../consent/index.ts";
import { readByAuthorisation } from "../credit/index.ts";
import { addDays, dayOf } from "../kernel/calendar.ts";
import { aStoredDemand } from "../matching/factory.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation, anInstitution, anOperator } from "../testing/people.ts";
import { maySign, signingForm } from "../testing/signing.ts";
import { waitersFor } from "../testing/waiting.ts";
import { anApplicationIn, aScene, type Scene } from "./factory.ts";
import {
  acceptApplication,
  applyForProduct,
  offboardInstitution,
  requestAuthorisation,
  withdrawApplication,
  withdrawAuthorisation,
  withdrawAuthorisations,
} from "./index.ts";

const today = dayOf(new Date());
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;
let operator: ActorOf<"operator">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  operator = await anOperator(owner);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  scene = await aScene(owner);
  await maySign(owner, scene.person);
});

const as = (actor: Actor) => ({ db, actor, now: new Date() });
const leave = (institutionId = scene.institution.id) =>
  offboardInstitution(as(operator), { institutionId, reason: "终止合作协议" });
const granted = (institutionId: string, items: readonly string[]) =>
  anAuthorisation(owner, {
    uscc: scene.uscc,
    institutionId,
    signedBy: scene.person.accountId,
    items,
    maximumQueries: 50,
  });
const liveOf = (institutionId: string) => owner`
  select status from consent.authorisation where institution_id = ${institutionId} and status not in ('withdrawn', 'refused')`;
const reasonOf = (outcome: PromiseSettledResult<unknown> | undefined) =>
  outcome?.status === "rejected" ? (outcome.reason as { reason?: string }).reason : "done";
const often = Array.from({ length: 5 }, (_, index) => index);

describe("withdrawals that cross each other", () => {
  test("by institution, by item, by list and one by one end each once, and none waits in a ring", async () => {
    const others = [await anInstitution(owner), await anInstitution(owner)];
    const ids: string[] = [];
    for (let count = 0; count < 8; count++)
      for (const { id } of [...others, scene.institution])
        ids.push(await granted(id, count % 2 ? ["electricity"] : ["vat_declaration"]));
    const person = as(scene.person);
    const outcomes = await Promise.allSettled([
      ...others.map(({ id }) => withdrawAuthorisations(person, { institutionId: id })),
      withdrawAuthorisations(person, { item: "electricity" }),
      withdrawAuthorisations(person, { purpose: "credit_review" }),
      withdrawAuthorisations(person, { authorisationIds: ids.toReversed() }),
      ...ids
        .slice(0, 6)
        .map((authorisationId) => withdrawAuthorisation(person, { authorisationId })),
      leave(),
    ]);
    expect(outcomes.filter(({ status }) => status === "rejected")).toEqual([]);
    const twice = await owner`
      select authorisation_id from consent.status_change where to_status = 'withdrawn' group by 1 having count(*) <> 1`;
    expect([...twice]).toEqual([]);
    for (const { id } of [...others, scene.institution]) expect(await liveOf(id)).toHaveLength(0);
  });

  test("and looks that run meanwhile: after the last withdrawal nobody looks, and every grant was before", async () => {
    const id = await granted(scene.institution.id, ["vat_declaration"]);
    const look = () =>
      readByAuthorisation(as(scene.officer), {
        authorisationId: id,
        uscc: scene.uscc,
        stage: "before_loan",
        purposeCode: "credit_review",
        items: null,
        applicationId: null,
        purpose: "测试",
      });
    const looks = await Promise.all([
      ...Array.from({ length: 6 }, look),
      withdrawAuthorisation(as(scene.person), { authorisationId: id }),
      ...Array.from({ length: 6 }, look),
    ]);
    const verdicts = looks.flatMap((one) =>
      "granted" in one ? [one.granted ? "granted" : one.because] : [],
    );
    expect(new Set(["granted", "withdrawn", ...verdicts]).size).toBe(2);
    expect(await look()).toMatchObject({ because: "withdrawn" });
    // What was given before the withdrawal is due, all of it.
    const given = await owner`select status from consent.disclosure where authorisation_id = ${id}`;
    expect(given).toHaveLength(verdicts.filter((verdict) => verdict === "granted").length);
    expect(given.filter(({ status }) => status !== "due")).toEqual([]);
  });
});

describe("while an institution leaves", () => {
  test.each(often)(
    "applications that are moved are moved or closed, never both (%i)",
    async (index) => {
      const ids: string[] = [];
      for (let count = 0; count < 6; count++) {
        const demandId = await aStoredDemand(owner, { uscc: scene.uscc });
        ids.push(await anApplicationIn(owner, { ...scene, demandId }));
      }
      const moves = ids.map(
        (applicationId, place) => () =>
          place % 2
            ? acceptApplication(as(scene.officer), { applicationId })
            : withdrawApplication(as(scene.person), { applicationId }),
      );
      const all: (() => Promise<unknown>)[] = [...moves];
      all.splice(index, 0, () => leave());
      const outcomes = await Promise.allSettled(all.map((one) => one()));
      expect(reasonOf(outcomes[index])).toBe("done");
      for (const outcome of outcomes)
        expect([
          "done",
          "application.moved_meanwhile",
          "application.cannot_accept_from_closed",
          "application.cannot_withdraw_from_closed",
        ]).toContain(reasonOf(outcome));
      const last = await owner`
      select distinct on (application_id) application_id, seq, state from lending.event
      where application_id in ${owner(ids)} order by application_id, seq desc`;
      const done = outcomes.filter((_, place) => place !== index).map(reasonOf);
      for (const [place, id] of ids.entries()) {
        const { seq, state } = last.find((row) => row.application_id === id) ?? {};
        const moved = done[place] === "done";
        // Moved first, and closed after it where it then still waited; or closed, and the mover was told.
        const ends = moved ? (place % 2 ? ["accepted", "closed"] : ["withdrawn"]) : ["closed"];
        expect(ends).toContain(state);
        expect(seq).toBe(moved && state === "closed" ? 3 : 2);
      }
    },
  );

  test("nobody is left with an accepted application: what was moved at that moment is closed in the same breath", async () => {
    const applicationId = await anApplicationIn(owner, scene);
    const holding = await owner.reserve();
    await holding`begin`;
    await holding`lock table lending.event in share mode`;
    const both = Promise.allSettled([
      leave(),
      acceptApplication(as(scene.officer), { applicationId }),
    ]);
    await waitersFor(owner, 2);
    await holding`commit`;
    holding.release();
    expect((await both).map(reasonOf)).toEqual([
      "done",
      expect.stringMatching(/done|moved_meanwhile/),
    ]);
    const [last] = await owner`
      select state from lending.event where application_id = ${applicationId} order by seq desc limit 1`;
    expect(last?.state).toBe("closed");
  });

  test.each(often)(
    "what an enterprise applies for at that moment is refused or closed (%i)",
    async (index) => {
      const apply = () =>
        applyForProduct(as(scene.person), {
          demandId: scene.demandId,
          productVersionId: scene.product.versionId,
        });
      const both = index % 2 ? [apply, () => leave()] : [() => leave(), apply];
      const outcomes = await Promise.allSettled(both.map((one) => one()));
      for (const outcome of outcomes)
        expect(["done", "consent.no_institution", "application.authorisation_missing"]).toContain(
          reasonOf(outcome),
        );
      const states = await owner`
      select distinct on (e.application_id) e.state from lending.event e
      join lending.application a on a.id = e.application_id and a.demand_id = ${scene.demandId}
      order by e.application_id, e.seq desc`;
      expect(states.filter(({ state }) => state !== "closed")).toEqual([]);
    },
  );

  test.each(often)(
    "what is drafted, asked for or signed for it at that moment ends with it (%i)",
    async (index) => {
      const applicationId = await anApplicationIn(owner, scene);
      const terms = {
        items: ["vat_declaration"],
        maximumQueries: "3",
        startsOn: today,
        endsOn: addDays(today, 30),
      };
      const { id } = scene.institution;
      const ready = await draftAuthorisation(as(scene.person), { ...terms, institutionId: id });
      const all: (() => Promise<unknown>)[] = [
        () => draftAuthorisation(as(scene.person), { ...terms, institutionId: id }),
        () => requestAuthorisation(as(scene.officer), { ...terms, applicationId }),
        () => signAuthorisation(as(scene.person), signingForm(ready)),
      ];
      all.splice(index % 4, 0, () => leave());
      const outcomes = await Promise.allSettled(all.map((one) => one()));
      expect(reasonOf(outcomes[index % 4])).toBe("done");
      for (const outcome of outcomes)
        expect(["done", "consent.no_institution", "consent.not_open"]).toContain(reasonOf(outcome));
      expect([...(await liveOf(id))]).toEqual([]);
    },
  );
});
