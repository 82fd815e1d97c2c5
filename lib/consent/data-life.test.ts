import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { ActorOf } from "../access/model.ts";
import { verifyDatabase } from "../audit/index.ts";
import { newId } from "../kernel/ids.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { anEnterprise, anEnterprisePerson, anInstitution, anOfficer } from "../testing/people.ts";
import { confirmDeletion, listDisclosures } from "./index.ts";

const DAY_MS = 86_400_000;
const now = new Date();
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let uscc: string;
let officer: ActorOf<"loan_officer">;
let stranger: ActorOf<"loan_officer">;
let person: ActorOf<"enterprise">;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  uscc = (await anEnterprise(owner)).uscc;
  person = await anEnterprisePerson(owner, uscc);
  officer = await anOfficer(owner, (await anInstitution(owner)).id);
  stranger = await anOfficer(owner, (await anInstitution(owner)).id);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await owner`delete from consent.disclosure`;
  await owner`delete from notify.message`;
});

let access = 1;
async function disclosed(
  status: "held" | "due",
  parts: { uscc?: string; actor?: typeof officer } = {},
) {
  const accessId = access++;
  await owner`
    insert into consent.disclosure ${owner({
      uscc: parts.uscc ?? uscc,
      access_id: accessId,
      institution_id: (parts.actor ?? officer).institutionId,
      authorisation_id: newId(),
      at: new Date(now.getTime() - 90 * DAY_MS + accessId),
      keep_until: new Date(now.getTime() + (status === "due" ? -1 : 1) * DAY_MS + accessId),
      status,
      due_at: status === "due" ? now : null,
    })}`;
  return accessId;
}
const as = (actor: typeof officer | typeof person) => ({ db, actor, now });
const confirm = (accessIds: readonly number[], actor = officer) =>
  confirmDeletion(as(actor), { accessIds, agreed: "yes" });
const rows = () => owner`
  select access_id, status, deleted_by, receipt from consent.disclosure order by access_id`;
const receipts = () => owner<{ seq: number; body: string }[]>`
  select seq, body from audit.line
  where chain = ${`institution:${officer.institutionId}`} and kind = 'receipt' order by seq`;

describe("an institution gives its word that data is deleted", () => {
  test("as a receipt in its chain, which the rows name; the enterprise is told", async () => {
    const ids = [await disclosed("due"), await disclosed("due")];
    const before = (await receipts()).length;
    const { receipt, deleted } = await confirm(ids);
    expect(deleted).toBe(2);
    const written = await receipts();
    expect(written).toHaveLength(before + 1);
    const last = written.at(-1);
    expect(receipt).toBe(`institution:${officer.institutionId}:${last?.seq}`);
    expect(await rows()).toMatchObject(
      ids.map((access_id) => ({
        access_id,
        status: "deleted",
        deleted_by: officer.accountId,
        receipt,
      })),
    );
    expect(JSON.parse(last?.body ?? "{}")).toMatchObject({
      actorId: officer.accountId,
      institutionId: officer.institutionId,
      disclosures: ids.map((accessId) => ({ accessId, uscc })),
    });
    expect(await owner`select organisation, kind, body from notify.message`).toMatchObject([
      {
        organisation: `enterprise:${uscc}`,
        kind: "data_deleted",
        body: expect.stringContaining("2 次查询"),
      },
    ]);
    expect((await verifyDatabase(owner, {})).intact).toBe(true);
  });

  test("and twice is the same as once: one receipt, one message", async () => {
    const id = await disclosed("due");
    const before = (await receipts()).length;
    await confirm([id]);
    expect(await confirm([id])).toEqual({ receipt: null, deleted: 0, already: 1 });
    expect(await receipts()).toHaveLength(before + 1);
    expect(await owner`select 1 from notify.message`).toHaveLength(1);
  });

  test("of ten who confirm at once, with their lists in different orders, each record is deleted once", async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => disclosed("due")));
    const before = (await receipts()).length;
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, turn) => confirm(turn % 2 ? ids : ids.toReversed())),
    );
    expect(all.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(12);
    expect(await receipts()).toHaveLength(before + 1);
    expect((await rows()).every(({ status }) => status === "deleted")).toBe(true);
  });

  test("each enterprise hears of its own alone", async () => {
    const other = (await anEnterprise(owner)).uscc;
    await confirm([await disclosed("due"), await disclosed("due", { uscc: other })]);
    const told = await owner`select organisation, body from notify.message order by organisation`;
    expect(told).toHaveLength(2);
    for (const { body } of told) expect(body).toContain("1 次查询");
  });

  test("not for what it may still keep; then nothing of the list is deleted", async () => {
    const [due, held] = [await disclosed("due"), await disclosed("held")];
    await expect(confirm([due, held])).rejects.toMatchObject({
      kind: "conflict",
      reason: "consent.disclosure_held",
    });
    expect(await rows()).toMatchObject([{ status: "due" }, { status: "held" }]);
  });

  test("not for another institution's, which is not found", async () => {
    const [own, theirs] = [await disclosed("due"), await disclosed("due", { actor: stranger })];
    await expect(confirm([own, theirs])).rejects.toMatchObject({ kind: "not_found" });
    expect(await rows()).toMatchObject([{ status: "due" }, { status: "due" }]);
  });

  test.each([
    ["without the tick", { agreed: "" }],
    ["without a record", { accessIds: [] }],
    ["with a number that is none", { accessIds: ["x"] }],
  ])("not %s", async (_, parts) => {
    const id = await disclosed("due");
    await expect(
      confirmDeletion(as(officer), { accessIds: [id], agreed: "yes", ...parts }),
    ).rejects.toMatchObject({ kind: "invalid" });
  });

  test("and where the log cannot be written, nothing is deleted and nobody is told", async () => {
    const id = await disclosed("due");
    await owner`create function audit.die() returns trigger language plpgsql as $$ begin raise exception 'killed'; end $$`;
    await owner`create trigger die before insert on audit.line for each row when (new.kind = 'command') execute function audit.die()`;
    await expect(confirm([id])).rejects.toThrow();
    await owner`drop trigger die on audit.line`;
    expect(await rows()).toMatchObject([{ status: "due", receipt: null }]);
    expect(await owner`select 1 from notify.message`).toHaveLength(0);
    await expect(confirm([id])).resolves.toMatchObject({ deleted: 1 });
  });

  test("an enterprise may not speak for the institution", async () => {
    const id = await disclosed("due");
    await expect(
      confirmDeletion(as(person), { accessIds: [id], agreed: "yes" }),
    ).rejects.toMatchObject({ kind: "forbidden" });
    await expect(listDisclosures(as(person), {})).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("the institution reads what it was given", () => {
  test("what is to be deleted first, the most urgent on top, page by page without gap or repetition", async () => {
    const ids: number[] = [];
    for (let count = 0; count < 120; count++) ids.push(await disclosed("due"));
    await disclosed("held");
    await disclosed("due", { actor: stranger });
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const answer = await listDisclosures(as(officer), { after });
      expect(answer.counts).toEqual({ held: 1, due: 120, deleted: 0 });
      seen.push(...answer.page.map(({ accessId }) => accessId));
      after = answer.after;
    } while (after);
    expect(seen).toEqual(ids);
  });

  test("the others the newest first; an address that cannot be read means the first page", async () => {
    const ids = [await disclosed("held"), await disclosed("held")];
    const answer = await listDisclosures(as(officer), { status: "held", after: "x_y" });
    expect(answer.page.map(({ accessId }) => accessId)).toEqual(ids.toReversed());
    expect((await listDisclosures(as(officer), { status: "nonsense" })).status).toBe("due");
  });
});
