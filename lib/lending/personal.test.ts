import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import { env } from "../kernel/env.ts";
import { keyRing } from "../kernel/seal.ts";
import { sealedFields, setPersonal } from "../registry/index.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anInstitution, anOfficer, anOperator } from "../testing/people.ts";
import { anApplicationIn, aScene, type Scene } from "./factory.ts";
import { readApplicantPersonal, revealPersonal } from "./index.ts";

const ID = "520115190001011239";
const PHONE = "19900001234";
const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let scene: Scene;
let applicationId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  scene = await aScene(owner);
  applicationId = await anApplicationIn(owner, scene);
});
afterAll(() => fresh.drop());
beforeEach(() => setPersonal(db, scene.uscc, { id: ID, phone: PHONE }));

const officer = () => ({ db, actor: scene.officer, now });
const reason = "核对签约人身份";
const reveal = (parts: Record<string, unknown> = {}) =>
  revealPersonal(officer(), { uscc: scene.uscc, reason, ...parts });
const lines = () => owner<{ chain: string; body: string }[]>`
  select chain, body from audit.line where kind = 'command' order by chain, seq`;

/** Every row of every table of ours, as a dump would hold it. */
async function dump(): Promise<string> {
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`;
  const parts = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await owner.unsafe(`select t::text as row from ${name} t`);
      return rows.map(({ row }) => String(row)).join("\n");
    }),
  );
  return parts.join("\n");
}

describe("at rest", () => {
  test("no dump of the database holds a plain number, not even after it was revealed", async () => {
    await reveal();
    const everything = await dump();
    expect(everything).toContain(scene.uscc);
    for (const secret of [ID, PHONE, ID.slice(6, 14) + ID.slice(14), env().PERSONAL_DATA_KEYS])
      expect(everything).not.toContain(secret);
  });

  test("a value copied to another enterprise's row is not opened there", async () => {
    const { uscc } = await anEnterprise(owner);
    await owner`
      update registry.enterprise e set legal_representative_id_sealed = s.legal_representative_id_sealed
      from registry.enterprise s where e.uscc = ${uscc} and s.uscc = ${scene.uscc}`;
    const operator = await anOperator(owner);
    await expect(
      revealPersonal({ db, actor: operator, now }, { uscc, reason }),
    ).rejects.toMatchObject({
      kind: "unavailable",
      reason: "registry.personal_unreadable",
    });
  });

  test("the id does not open as the phone, and nothing opens with another key", async () => {
    await owner`
      update registry.enterprise set legal_representative_phone_sealed = legal_representative_id_sealed
      where uscc = ${scene.uscc}`;
    await expect(reveal()).rejects.toMatchObject({ reason: "registry.personal_unreadable" });
    const other = keyRing(`test:${Buffer.alloc(32, 7).toString("base64")}`);
    const sealed = other.seal({ subject: scene.uscc, field: sealedFields.phone }, PHONE);
    await owner`
      update registry.enterprise set legal_representative_phone_sealed = ${sealed} where uscc = ${scene.uscc}`;
    await expect(reveal()).rejects.toMatchObject({ reason: "registry.personal_unreadable" });
  });
});

describe("on screens", () => {
  test("they are masked", async () => {
    expect(await readApplicantPersonal(officer(), { applicationId })).toEqual({
      uscc: scene.uscc,
      id: "520***********1239",
      phone: "199****1234",
      unreadable: false,
    });
  });

  test("a page stays usable when a value cannot be opened, and when there is none", async () => {
    await owner`
      update registry.enterprise set legal_representative_id_sealed = 'v1.gone.AES-256-GCM.AAAA.AAAA',
        legal_representative_phone_sealed = null where uscc = ${scene.uscc}`;
    expect(await readApplicantPersonal(officer(), { applicationId })).toMatchObject({
      id: null,
      phone: null,
      unreadable: true,
    });
  });

  test("a stranger's application is not found", async () => {
    const stranger = await anOfficer(owner, (await anInstitution(owner)).id);
    const call = { db, actor: stranger, now };
    await expect(readApplicantPersonal(call, { applicationId })).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});

describe("in full", () => {
  test("to an officer who says why; the line names him, the enterprise and the reason, and no number", async () => {
    expect(await reveal()).toEqual({ id: ID, phone: PHONE });
    const line = (await lines()).filter(({ body }) => body.includes("reveal_personal")).at(-1);
    expect(line?.chain).toBe(`institution:${scene.institution.id}`);
    expect(JSON.parse(line?.body ?? "{}")).toMatchObject({
      verb: "registry.reveal_personal",
      actorId: scene.officer.accountId,
      entity: "enterprise",
      entityId: scene.uscc,
      detail: { reason, shown: ["id", "phone"] },
    });
  });

  test("the enterprise is told who looked and why", async () => {
    await owner`delete from notify.message`;
    await reveal();
    expect(await owner`select organisation, body from notify.message`).toMatchObject([
      { organisation: `enterprise:${scene.uscc}`, body: expect.stringContaining(reason) },
    ]);
  });

  test.each([
    ["no reason", ""],
    ["a reason of three characters", "看一下"],
    ["a reason of blanks", "      "],
  ])("not for %s, and no line says that it was seen", async (_, given) => {
    const before = (await lines()).length;
    await expect(reveal({ reason: given })).rejects.toMatchObject({ kind: "invalid" });
    expect(await lines()).toHaveLength(before);
  });

  test("not to an officer at whose institution the enterprise has not applied", async () => {
    const stranger = await anOfficer(owner, (await anInstitution(owner)).id);
    const call = { db, actor: stranger, now };
    await expect(revealPersonal(call, { uscc: scene.uscc, reason })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  test("not once the institution has left the platform", async () => {
    await owner`update registry.institution set left_at = ${now} where id = ${scene.institution.id}`;
    await expect(reveal()).rejects.toMatchObject({ kind: "not_found" });
    await owner`update registry.institution set left_at = null where id = ${scene.institution.id}`;
  });

  test("not to the enterprise's own account, which has no need of it", async () => {
    const call = { db, actor: scene.person, now };
    await expect(revealPersonal(call, { uscc: scene.uscc, reason })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });

  test("to the operator, of any enterprise that is registered", async () => {
    const call = { db, actor: await anOperator(owner), now };
    expect(await revealPersonal(call, { uscc: scene.uscc, reason })).toMatchObject({ id: ID });
    await expect(revealPersonal(call, { uscc: "9".repeat(18), reason })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  test("nothing is shown when the line cannot be written", async () => {
    await owner`revoke execute on function audit.append_for_web(text, text, text) from xinqiao_web`;
    await expect(reveal()).rejects.toThrow();
    await owner`grant execute on function audit.append_for_web(text, text, text) to xinqiao_web`;
  });
});
