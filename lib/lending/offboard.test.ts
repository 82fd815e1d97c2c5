import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { aStoredDemand } from "../matching/factory.ts";
import { productsInForce } from "../products/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anAuthorisation, anInstitution, anOfficer, anOperator } from "../testing/people.ts";
import { aLoanHistory, anApplicationIn, aScene, untilState, type Scene } from "./factory.ts";
import { offboardInstitution, openCreditProfile } from "./index.ts";
import type { ApplicationState } from "./model.ts";

const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  scene = await aScene(owner);
});

const as = (actor: Actor) => ({ db, actor, now: new Date() });
const standingAt = (state: ApplicationState, of: Scene = scene) =>
  anApplicationIn(owner, of, untilState(aLoanHistory(now), state));
const open = (applicationId: string, actor: Actor = scene.officer) =>
  openCreditProfile(as(actor), { applicationId });
const granted = (parts: Partial<Parameters<typeof anAuthorisation>[1]> = {}) =>
  anAuthorisation(owner, {
    uscc: scene.uscc,
    institutionId: scene.institution.id,
    signedBy: scene.person.accountId,
    items: ["tax_grade", "vat_declaration"],
    ...parts,
  });
const rowOf = async (id: string) => {
  const [row] = await owner`
    select status, status_reason from consent.authorisation where id = ${id}`;
  return row;
};
const statusesOf = (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await rowOf(id))?.status as string));
const givenTo = (institutionId: string) => owner`
  select status, due_reason from consent.disclosure where institution_id = ${institutionId}`;

describe("an institution that leaves the platform", () => {
  const leave = async (institutionId = scene.institution.id) =>
    offboardInstitution(as(await anOperator(owner)), { institutionId, reason: "终止合作协议" });

  test("loses its authorisations, its people, what it was given and what waits for it; paid-out loans stay", async () => {
    const states: readonly ApplicationState[] = [
      "submitted",
      "accepted",
      "granted",
      "contracted",
      "disbursed",
    ];
    const ids: string[] = [];
    for (const state of states) {
      const demandId = await aStoredDemand(owner, { uscc: scene.uscc });
      ids.push(await standingAt(state, { ...scene, demandId }));
    }
    await open(ids[1] ?? "");
    const paused = await granted({ status: "paused" });
    const elsewhere = await granted({ institutionId: (await anInstitution(owner)).id });

    expect(await leave()).toEqual({ authorisations: 2, applications: 3 });
    expect(await statusesOf([scene.authorisationId, paused, elsewhere])).toEqual([
      "withdrawn",
      "withdrawn",
      "agreed",
    ]);
    expect(await rowOf(paused)).toMatchObject({ status_reason: "机构退出平台：终止合作协议" });
    expect(await givenTo(scene.institution.id)).toMatchObject([{ status: "due" }]);
    const events = await Promise.all(
      ids.map(async (id) => {
        const [last] = await owner`
          select state from lending.event where application_id = ${id} order by seq desc limit 1`;
        return last?.state as string;
      }),
    );
    expect(events).toEqual(["closed", "closed", "closed", "contracted", "disbursed"]);
    const people = await owner`
      select 1 from identity.membership where institution_id = ${scene.institution.id} and ended_at is null`;
    expect(people).toHaveLength(0);
    for (const actor of [scene.officer, scene.colleague])
      expect(await open(ids[0] ?? "", actor)).toMatchObject({
        granted: false,
        because: "not_a_member",
      });
  });

  test("has nothing on offer any more", async () => {
    const offered = async () =>
      (await productsInForce(db, new Date())).map(({ institutionId }) => institutionId);
    expect(await offered()).toContain(scene.institution.id);
    await leave();
    expect(await offered()).not.toContain(scene.institution.id);
  });

  test("twice is the same as once", async () => {
    await leave();
    expect(await leave()).toEqual({ authorisations: 0, applications: 0 });
    const [row] = await owner`
      select count(*)::int as n from consent.status_change where authorisation_id = ${scene.authorisationId} and to_status = 'withdrawn'`;
    expect(row?.n).toBe(1);
  });

  test("is sent away by an operator alone, and must be one", async () => {
    const input = { institutionId: scene.institution.id, reason: "终止合作协议" };
    for (const actor of [scene.person, scene.officer, await anOfficer(owner, scene.institution.id)])
      await expect(offboardInstitution(as(actor), input)).rejects.toMatchObject({
        kind: "forbidden",
      });
    await expect(leave(scene.demandId)).rejects.toMatchObject({ kind: "not_found" });
  });
});
