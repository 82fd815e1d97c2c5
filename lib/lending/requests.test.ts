import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import {
  draftAuthorisation,
  prepareAuthorisation,
  refuseRequest,
  signAuthorisation,
} from "../consent/index.ts";
import { addDays, dayOf } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { commandsAbout } from "../testing/audit.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anInstitution, anOfficer } from "../testing/people.ts";
import { maySign, signingForm } from "../testing/signing.ts";
import { aLoanHistory, anApplicationIn, aScene, untilState, type Scene } from "./factory.ts";
import {
  openCreditProfile,
  requestAuthorisation,
  takeBackAuthorisationRequest,
  withdrawAuthorisation,
} from "./index.ts";
import type { ApplicationState } from "./model.ts";

const now = new Date();
const today = dayOf(now);
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
  await maySign(owner, scene.person);
});

const as = (actor: Actor) => ({ db, actor, now: new Date() });
const standingAt = (state: ApplicationState) =>
  anApplicationIn(owner, scene, untilState(aLoanHistory(now), state));
const ask = (applicationId: string, parts: object = {}, actor: Actor = scene.officer) =>
  requestAuthorisation(as(actor), {
    applicationId,
    items: ["tax_grade", "vat_declaration"],
    maximumQueries: "3",
    startsOn: today,
    endsOn: addDays(today, 30),
    note: "复核纳税",
    ...parts,
  });
const watching = { purpose: "post_loan_monitoring" };

describe("an officer asks an enterprise for an authorisation", () => {
  test("which opens nothing until it is read and signed, and then the application", async () => {
    const applicationId = await standingAt("accepted");
    await withdrawAuthorisation(as(scene.person), { authorisationId: scene.authorisationId });
    const { id } = await ask(applicationId);
    expect(await openCreditProfile(as(scene.officer), { applicationId })).toMatchObject({
      because: "withdrawn",
    });
    const read = await prepareAuthorisation(as(scene.person), { authorisationId: id });
    expect(await openCreditProfile(as(scene.officer), { applicationId })).toMatchObject({
      granted: false,
    });
    await signAuthorisation(as(scene.person), signingForm(read));
    expect(await openCreditProfile(as(scene.officer), { applicationId })).toMatchObject({
      granted: true,
      authorisation: { id },
    });
    const history = await owner`
      select from_status, to_status, actor_id, reason from consent.status_change where authorisation_id = ${id} order by seq`;
    expect([...history]).toEqual([
      {
        from_status: null,
        to_status: "requested",
        actor_id: scene.officer.accountId,
        reason: "复核纳税",
      },
      {
        from_status: "requested",
        to_status: "agreed",
        actor_id: scene.person.accountId,
        reason: "企业同意机构的授权请求",
      },
    ]);
  });

  test("and the enterprise is told once, the audit log holds who asked for what", async () => {
    const applicationId = await standingAt("accepted");
    const { id } = await ask(applicationId);
    const told = await owner`
      select kind, href from notify.message where organisation = ${`enterprise:${scene.uscc}`}`;
    expect([...told]).toEqual([
      { kind: "authorisation_requested", href: `/enterprise/authorisations/${id}` },
    ]);
    expect(await commandsAbout(owner, id)).toMatchObject([
      {
        chain: `institution:${scene.institution.id}`,
        verb: "consent.request",
        actorId: scene.officer.accountId,
        detail: { applicationId, purpose: "credit_review" },
      },
    ]);
  });

  test.each([
    ["submitted", {}],
    ["accepted", {}],
    ["granted", watching],
    ["disbursed", watching],
    ["contracted", { purpose: "disbursement_review" }],
  ] as const)("an application that is %s lets it be asked for", async (state, parts) => {
    expect(await ask(await standingAt(state), parts)).toMatchObject({ id: expect.any(String) });
  });

  test.each([
    [
      "before the loan, when it is paid out",
      "disbursed",
      {},
      "consent.untimely_request",
      "purpose",
    ],
    [
      "for watching, when it is only submitted",
      "submitted",
      watching,
      "consent.untimely_request",
      "purpose",
    ],
    [
      "for the platform's own purpose",
      "accepted",
      { purpose: "platform_processing" },
      "consent.purpose_not_offered",
      "purpose",
    ],
    [
      "for a purpose that is in no list",
      "accepted",
      { purpose: "marketing" },
      "consent.request.input",
      "purpose",
    ],
    [
      "for more queries than the purpose allows",
      "accepted",
      { maximumQueries: "51" },
      "consent.fair_use.maximumQueries",
      "maximumQueries",
    ],
    [
      "for longer than the purpose allows",
      "accepted",
      { endsOn: addDays(today, 365) },
      "consent.fair_use.days",
      "endsOn",
    ],
    [
      "for a longer look-back than the purpose allows",
      "accepted",
      { lookBackMonths: "37" },
      "consent.fair_use.lookBackMonths",
      "lookBackMonths",
    ],
    [
      "to keep it longer than the purpose allows",
      "accepted",
      { dataLifeDays: "366" },
      "consent.fair_use.dataLifeDays",
      "dataLifeDays",
    ],
    [
      "from yesterday on",
      "accepted",
      { startsOn: addDays(today, -1) },
      "consent.starts_in_past",
      "startsOn",
    ],
    ["for no item", "accepted", { items: [] }, "consent.request.input", "items"],
  ] as const)("not %s", async (_, state, parts, reason, path) => {
    await expect(ask(await standingAt(state), parts)).rejects.toMatchObject({
      reason,
      fields: [expect.objectContaining({ path })],
    });
    const open = await owner`
      select 1 from consent.authorisation where uscc = ${scene.uscc} and status = 'requested'`;
    expect(open).toHaveLength(0);
  });

  test("for its own applications alone", async () => {
    const applicationId = await standingAt("accepted");
    const stranger = await anOfficer(owner, (await anInstitution(owner)).id);
    await expect(ask(applicationId, {}, stranger)).rejects.toMatchObject({ kind: "not_found" });
    await expect(ask(newId())).rejects.toMatchObject({ kind: "not_found" });
    await expect(ask(applicationId, {}, scene.person)).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("once for a purpose while no answer has come, and again after it", async () => {
    const applicationId = await standingAt("granted");
    const first = await ask(applicationId, watching);
    await expect(ask(applicationId, watching, scene.colleague)).rejects.toMatchObject({
      reason: "consent.already_requested",
    });
    await ask(applicationId, { purpose: "disbursement_review" });
    await refuseRequest(as(scene.person), { authorisationId: first.id, reason: "暂不需要" });
    expect(await ask(applicationId, watching)).toMatchObject({ id: expect.any(String) });
  });
});

describe("what was asked for", () => {
  test("is refused with a reason that the officer reads, and nothing more comes of it", async () => {
    const applicationId = await standingAt("accepted");
    const { id } = await ask(applicationId);
    await refuseRequest(as(scene.person), { authorisationId: id, reason: "数据项过多" });
    await refuseRequest(as(scene.person), { authorisationId: id, reason: "再说一次" });
    const [row] = await owner`
      select status, status_reason from consent.authorisation where id = ${id}`;
    expect(row).toEqual({ status: "refused", status_reason: "数据项过多" });
    await expect(
      prepareAuthorisation(as(scene.person), { authorisationId: id }),
    ).rejects.toMatchObject({ reason: "consent.not_open" });
  });

  test("is taken back by the institution alone, while nobody has answered", async () => {
    const applicationId = await standingAt("accepted");
    const one = { authorisationId: (await ask(applicationId)).id };
    const stranger = await anOfficer(owner, (await anInstitution(owner)).id);
    await expect(takeBackAuthorisationRequest(as(stranger), one)).rejects.toMatchObject({
      kind: "not_found",
    });
    await takeBackAuthorisationRequest(as(scene.colleague), one);
    await takeBackAuthorisationRequest(as(scene.officer), one);
    const [row] = await owner`
      select status, status_by from consent.authorisation where id = ${one.authorisationId}`;
    expect(row).toEqual({ status: "withdrawn", status_by: scene.colleague.accountId });
    await expect(refuseRequest(as(scene.person), one)).rejects.toMatchObject({
      reason: "consent.cannot_from_withdrawn",
    });
  });

  test("and signed is the enterprise's to end, and what it drafts is its own business", async () => {
    const signed = { authorisationId: scene.authorisationId };
    const { id } = await draftAuthorisation(as(scene.person), {
      institutionId: scene.institution.id,
      items: ["vat_declaration"],
      maximumQueries: "3",
      startsOn: today,
      endsOn: addDays(today, 30),
    });
    for (const one of [signed, { authorisationId: id }])
      await expect(takeBackAuthorisationRequest(as(scene.officer), one)).rejects.toMatchObject({
        kind: "not_found",
      });
  });
});
