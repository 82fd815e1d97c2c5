import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor, ActorOf } from "../../access/model.ts";
import { firstDay, monthOf, dayOf } from "../../kernel/calendar.ts";
import { freshDatabase, type FreshDatabase } from "../../testing/database.ts";
import {
  aDepartmentPerson,
  anEnterprise,
  anEnterprisePerson,
  anInstitution,
  anOfficer,
  anOperator,
} from "../../testing/people.ts";
import { correctQuarantined, dismissQuarantined } from "../corrections.ts";
import { readCatalogue, readDepartmentOverview } from "../coverage.ts";
import { receiveSubmission } from "../submissions.ts";
import { workSubmissions } from "../work.ts";
import { exportQuarantine, listOwnBatches, readBatch } from "./batch.ts";
import { quarantineCsv } from "./quarantine-file.ts";
import { readSubmission } from "./status.ts";

const now = new Date();
const header = "统一社会信用代码,所属期,申报销售额,应纳税额,实缴税额,期末欠税,逾期申报天数\n";
let fresh: FreshDatabase;
let owner: Sql;
let db: Db;
let tax: ActorOf<"department">;
let power: ActorOf<"department">;
let operator: ActorOf<"operator">;
let uscc: string;
let batchId: number;
let submissionId: string;

const as = (actor: Actor) => ({ db, actor, now });

async function upload(rows: readonly string[], fileName: string) {
  const bytes = Buffer.from(header + rows.join("\n"));
  const receipt = await receiveSubmission(as(tax), { item: "vat_declaration", fileName, bytes });
  if (receipt.state !== "queued") throw new Error("not queued");
  await workSubmissions(fresh.as("xinqiao_intake"));
  const { batch } = await readSubmission(as(tax), { submissionId: receipt.submissionId });
  if (!batch) throw new Error("not landed");
  return { submissionId: receipt.submissionId, batchId: batch.id };
}

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  db = database(fresh.as("xinqiao_web"));
  tax = await aDepartmentPerson(owner);
  power = await aDepartmentPerson(owner, "power_grid");
  operator = await anOperator(owner);
  ({ uscc } = await anEnterprise(owner));
  const bad = Array.from({ length: 52 }, () => `${uscc},2026-10,1000,30,1.234,0,0`);
  const first = await upload([`${uscc},2026-09,1000,30,30,0,0`, ...bad], "首批.csv");
  ({ batchId, submissionId } = first);
});
afterAll(() => fresh.drop());

describe("a batch in the console of its department", () => {
  test("accounts for its rows, and shows those that wait page by page with what they said", async () => {
    const view = await readBatch(as(tax), { batchId });
    expect(view).toMatchObject({
      batch: {
        received: 53,
        accepted: 1,
        superseded: 0,
        duplicate: 0,
        quarantined: 52,
        channel: "file",
      },
      open: 52,
      corrected: 0,
      dismissed: 0,
      page: 1,
      pageCount: 2,
    });
    expect(view.rows).toHaveLength(50);
    expect(view.rows[0]).toMatchObject({ line: 3, fieldLabel: "实缴税额", rule: "too_precise" });
    expect(view.rows[0]?.said.slice(0, 3)).toEqual([
      ["统一社会信用代码", uscc],
      ["所属期", "2026-10"],
      ["申报销售额", "1000"],
    ]);
    expect((await readBatch(as(tax), { batchId, page: "2" })).rows).toHaveLength(2);
    // What is typed into an address by hand is no reason to fail.
    expect(await readBatch(as(tax), { batchId, page: "x", show: "y" })).toMatchObject({ page: 1 });
  });

  test("gives its quarantined rows away as they were sent", async () => {
    const { batch, rows } = await exportQuarantine(as(tax), { batchId });
    const lines = quarantineCsv(batch.itemId, rows).split("\r\n");
    expect(lines).toHaveLength(54);
    expect(lines[1]).toContain(`${uscc},2026-10,1000,30,1.234,0,0,3,paid,too_precise,`);
  });

  test("is corrected row by row, or given up with a reason", async () => {
    const { rows } = await readBatch(as(tax), { batchId });
    const [first, second] = rows;
    if (!first || !second) throw new Error("no rows");
    const values = {
      uscc,
      period: "2026-10",
      sales: "1000",
      payable: "30",
      paid: "1.23",
      arrears: "0",
      lateDays: "0",
    };
    await expect(
      correctQuarantined(as(tax), { quarantineId: first.id, values: { ...values, paid: "x" } }),
    ).rejects.toMatchObject({ fields: [{ path: "paid" }] });
    await correctQuarantined(as(tax), { quarantineId: first.id, values });
    await workSubmissions(fresh.as("xinqiao_intake"));
    await dismissQuarantined(as(tax), { quarantineId: second.id, reason: "原记录有误" });
    expect(await readBatch(as(tax), { batchId, show: "all" })).toMatchObject({
      open: 50,
      corrected: 1,
      dismissed: 1,
      rows: { 0: { status: "corrected" }, 1: { status: "dismissed" } },
    });
  });
});

describe("another department", () => {
  test("finds neither batch nor submission nor rows, and corrects nothing", async () => {
    const { rows } = await readBatch(as(tax), { batchId });
    const quarantineId = rows[0]?.id;
    const nothing = { kind: "not_found" };
    await expect(readBatch(as(power), { batchId })).rejects.toMatchObject(nothing);
    await expect(exportQuarantine(as(power), { batchId })).rejects.toMatchObject(nothing);
    await expect(readSubmission(as(power), { submissionId })).rejects.toMatchObject(nothing);
    const correction = { quarantineId, values: { uscc } };
    await expect(correctQuarantined(as(power), correction)).rejects.toMatchObject(nothing);
    const dismissal = { quarantineId, reason: "与本部门无关" };
    await expect(dismissQuarantined(as(power), dismissal)).rejects.toMatchObject(nothing);
    expect((await listOwnBatches(as(power), {})).rows).toEqual([]);
    const { items } = await readDepartmentOverview(as(power), {});
    expect(items.map(({ id }) => id)).toContain("electricity");
    expect(items.every(({ openQuarantine }) => openQuarantine === 0)).toBe(true);
  });

  test("uploads nothing of an item that is not its own", async () => {
    const file = { item: "vat_declaration", fileName: "x.csv", bytes: Buffer.from(header) };
    await expect(receiveSubmission(as(power), file)).rejects.toMatchObject({
      reason: "intake.foreign_item",
    });
  });
});

test("the operator sees every batch, and corrects none", async () => {
  const { rows } = await readBatch(as(operator), { batchId });
  expect(rows.length).toBeGreaterThan(0);
  const correction = { quarantineId: rows[0]?.id, values: { uscc } };
  await expect(correctQuarantined(as(operator), correction)).rejects.toMatchObject({
    kind: "forbidden",
  });
});

describe("the list of batches", () => {
  test("can be narrowed to those with rows that wait", async () => {
    const clean = await upload([`${uscc},2026-08,1000,30,30,0,0`], "无误.csv");
    const all = await listOwnBatches(as(tax), {});
    const open = await listOwnBatches(as(tax), { show: "open", item: "vat_declaration" });
    const ids = ({ rows }: typeof all) => rows.map(({ id }) => id);
    expect(ids(all)).toEqual(expect.arrayContaining([batchId, clean.batchId]));
    expect(ids(open)).toEqual([batchId]);
    expect(open.rows[0]?.open).toBe(50);
  });
});

describe("the catalogue", () => {
  const vat = async (actor: Actor, at = now) =>
    (await readCatalogue({ db, actor, now: at }, {})).find(({ id }) => id === "vat_declaration");

  test("is the same for enterprise, bank, operator and department", async () => {
    const person = await anEnterprisePerson(owner, uscc);
    const officer = await anOfficer(owner, (await anInstitution(owner)).id);
    const expected = await vat(tax);
    for (const actor of [person, officer, operator]) expect(await vat(actor)).toEqual(expected);
    expect(expected).toMatchObject({
      departmentName: "税务局",
      sharing: "licensed",
      isFresh: true,
    });
  });

  test("knows no coverage before it was counted, and what arrived too long ago", async () => {
    expect(await vat(tax)).toMatchObject({ covered: null, registered: null });
    await owner`select intake.refresh_quality(${firstDay(monthOf(dayOf(now)))}::date)`;
    expect(await vat(tax)).toMatchObject({ covered: 1, registered: 1 });
    const later = new Date(now.getTime() + 63 * 86_400_000);
    expect(await vat(tax, later)).toMatchObject({ isFresh: false });
    const gas = (await readCatalogue(as(tax), {})).find(({ id }) => id === "gas");
    expect(gas).toMatchObject({ lastArrivedAt: null, isFresh: null, covered: 0 });
  });
});
