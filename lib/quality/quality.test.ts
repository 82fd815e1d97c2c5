import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Db, type Sql } from "#db/client.ts";
import type { Actor, ActorOf } from "../access/model.ts";
import type { ItemId } from "../intake/catalogue.ts";
import { ingestFile } from "../intake/index.ts";
import { textOfPdf } from "../testing/pdf.ts";
import { freshDatabase, type FreshDatabase } from "../testing/database.ts";
import { aDepartmentPerson, anEnterprise, anOperator } from "../testing/people.ts";
import {
  announceQuality,
  qualityReportPdf,
  qualityWorkbook,
  readQualityBoard,
  readRowsBehind,
  refreshQuality,
} from "./index.ts";

/** Friday; the penalties below arrive on it. */
const arrival = new Date("2026-10-30T10:00:00+08:00");
const afterMonth = new Date("2026-11-01T09:00:00+08:00");
let fresh: FreshDatabase;
let owner: Sql;
let intake: Sql;
let db: Db;
let operator: ActorOf<"operator">;
let approval: ActorOf<"department">;
let tax: ActorOf<"department">;
let one: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  owner = fresh.owner;
  intake = fresh.as("xinqiao_intake");
  db = database(fresh.as("xinqiao_web"));
  operator = await anOperator(owner);
  approval = await aDepartmentPerson(owner, "administrative_approval");
  tax = await aDepartmentPerson(owner, "tax");
  ({ uscc: one } = await anEnterprise(owner));
  const { uscc: other } = await anEnterprise(owner);
  await sent("penalty", [
    "统一社会信用代码,处罚决定日期,决定书文号,罚款金额（元）,失信程度,处罚机关,违法事实",
    // Five working days before, and about forty.
    `${one},2026-10-23,文书一号,1000,轻微,某局,某事`,
    `${other},2026-08-28,文书二号,1000,轻微,某局,某事`,
    `${one},2026-10-23,文书三号,1000,很坏,某局,某事`,
    "91520100000000000X,2026-10-23,文书四号,1000,轻微,某局,某事",
  ]);
  await refreshQuality(intake, afterMonth);
});
afterAll(() => fresh.drop());

async function sent(item: ItemId, lines: readonly string[]) {
  async function* stream() {
    yield Buffer.from(lines.join("\n"));
  }
  const from = { stream: stream() };
  await ingestFile(intake, { item, from, source: "十月.csv", channel: "file", now: arrival });
}
const call = (actor: Actor) => ({ db, actor, now: afterMonth });
const board = (actor: Actor = operator) => readQualityBoard(call(actor), { month: "2026-10" });

describe("the quality board of a month", () => {
  test("counts every row that arrived once: kept or quarantined, in time or late, its code known or not", async () => {
    const line = (await board()).byItem.find(({ id }) => id === "penalty");
    expect(line).toMatchObject({
      received: 4,
      conforming: 2,
      quarantined: 2,
      wrongCode: 1,
      timely: 1,
      late: 1,
      conformityBps: 5_000,
      wrongCodeBps: 2_500,
      timelinessBps: 5_000,
    });
  });

  test("has no rate where nothing arrived: unknown is not bad", async () => {
    const line = (await board()).byItem.find(({ id }) => id === "vat_declaration");
    expect(line).toMatchObject({ received: 0, conformityBps: null, timelinessBps: null });
  });

  test("counts a row whose code is nobody's under no city, and a bad row of somebody under its city", async () => {
    const byRegion = new Map((await board()).byRegion.map((line) => [line.id, line]));
    expect(byRegion.get("")).toMatchObject({ name: "代码无法识别", quarantined: 1, wrongCode: 1 });
    const cities = [...byRegion.values()].filter(({ id }) => id !== "");
    expect(cities.reduce((sum, { quarantined }) => sum + quarantined, 0)).toBe(1);
  });

  test("shows a department its own items alone, whatever it asks for", async () => {
    const asked = { month: "2026-10", department: "administrative_approval" };
    const seen = await readQualityBoard(call(tax), asked);
    expect(seen.byDepartment.map(({ id }) => id)).toEqual(["tax"]);
    expect(seen.overall?.received).toBe(0);
  });

  test("computed again gives the same", async () => {
    const { computedAt: _, ...before } = await board();
    await refreshQuality(intake, afterMonth);
    const { computedAt, ...after } = await board();
    expect(after).toEqual(before);
    expect(computedAt).not.toBeNull();
  });
});

describe("behind a figure", () => {
  const behind = (figure: string, actor: Actor = operator) =>
    readRowsBehind(call(actor), { month: "2026-10", item: "penalty", figure });

  test("stand the rows: which were quarantined by which rule, and which came how late", async () => {
    expect((await behind("quarantined")).quarantined).toMatchObject([
      { line: 4, field: "severity" },
      { line: 5, field: "uscc" },
    ]);
    const { late } = await behind("late");
    expect(late).toMatchObject([
      { key: "文书二号", factDay: "2026-08-28", arrivedDay: "2026-10-30" },
    ]);
    expect(late[0]?.workingDays).toBeGreaterThan(30);
  });

  test("stands nothing for a department that does not answer for the item", async () => {
    expect(await behind("quarantined", tax)).toMatchObject({ quarantined: [], late: [] });
    expect((await behind("quarantined", approval)).quarantined).toHaveLength(2);
  });
});

describe("the report of a month", () => {
  test("as a workbook has the rates as numbers, and nothing where there is none", async () => {
    const workbook = new ExcelJS.Workbook();
    const bytes = await qualityWorkbook(await board());
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      "总体",
      "按部门",
      "按数据项",
      "按地区",
      "近12个月",
    ]);
    const rows = workbook.getWorksheet("按数据项")?.getSheetValues() ?? [];
    const row = rows.flatMap((each) =>
      Array.isArray(each) && each.includes("行政处罚") ? [each] : [],
    );
    expect(row[0]).toEqual(expect.arrayContaining([4, 2, 0.5, 0.25]));
    const empty = rows.flatMap((each) =>
      Array.isArray(each) && each.includes("增值税申报") ? [each] : [],
    );
    expect(empty[0]).not.toContain(0.5);
  });

  test("as a PDF says what arrived and what the goals are", async () => {
    const text = textOfPdf(await qualityReportPdf(await board(), afterMonth));
    expect(text).toContain("共收到 4 行");
    expect(text).toContain("行政处罚");
    expect(text).toContain("50.0%");
  });

  test("is announced once to each department and to the operator, however often the job runs", async () => {
    const worker = fresh.as("xinqiao_worker");
    await announceQuality(worker, afterMonth);
    await Promise.all([announceQuality(worker, afterMonth), announceQuality(worker, afterMonth)]);
    const found = await owner<{ organisation: string; subject: string; body: string }[]>`
      select organisation, subject, body from notify.message where kind = 'quality' order by organisation`;
    expect(new Set(found.map(({ organisation }) => organisation)).size).toBe(found.length);
    const of = (name: string) => found.find(({ organisation }) => organisation === name);
    expect(of("department:administrative_approval")?.subject).toMatch(/^2026年10月归集通报/);
    expect(of("department:administrative_approval")?.body).toContain("数据合规率 50.0%");
    expect(of("department:tax")?.body).toContain("没有收到数据");
    expect(of("platform")?.body).toContain("共收到 4 行");
  });
});
