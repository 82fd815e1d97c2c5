import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, expect, test } from "vitest";
import { checkUscc } from "../../kernel/uscc.ts";
import { loadReference } from "../../registry/reference.ts";
import { freshDatabase, type FreshDatabase } from "../../testing/database.ts";
import { storeCatalogue } from "../seed.ts";
import { importInvoices } from "./import.ts";

const now = new Date("2026-11-21T10:00:00+08:00");
const folder = mkdtempSync(join(tmpdir(), "xinqiao-import-"));
afterAll(() => rmSync(folder, { recursive: true }));

const opened: FreshDatabase[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((fresh) => fresh.drop()));
});

async function emptyDatabase(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  opened.push(fresh);
  await loadReference(fresh.owner);
  await storeCatalogue(fresh.owner);
  return fresh;
}

const header = (party: string) => `企业代号,发票号码,开票日期,${party},金额,税额,价税合计,发票状态`;
const good = [
  "E1,1001,2019/3/5,B1,100.0,13.0,113.0,有效发票",
  "E1,1002,2019/3/9,B1,200.5,26.07,226.57,有效发票",
  "E1,1003,2019/3/31,B1,-50.25,-6.53,-56.78,有效发票",
  "E1,1004,2019/3/31,B1,70.0,9.1,79.1, 作废发票",
  "E1,1004,2019/3/31,B2,70.0,9.1,79.1,有效发票",
  "E1,1005,2019/4/1,B1,0.0,0.0,0.0,作废发票",
  "E2,1001,2020/2/21,B1,1.0,0.13,1.13,有效发票",
];
const repeated = ["E1,1001,2019/3/5,B1,100.0,13.0,113.0,有效发票"];
const bad = [
  "E1,1006,2019/2/30,B1,1.0,0.13,1.13,有效发票",
  "E1,1007,2019/3/5,B1,一百,13.0,113.0,有效发票",
  "E1,1008,2019/3/5,B1,-4.64,0.46,-5.1,有效发票",
  "E1,1009,2019/3/5,B1,1.0,0.13,1.13,红冲",
  "E1,1010,2019/3/5,B1,1.0,0.13",
  'E1,1011,2019/3/5,"B1,1.0,0.13,1.13,有效发票',
  "E9,1012,2019/3/5,B1,1.0,0.13,1.13,有效发票",
  "E1,,2019/3/5,B1,1.0,0.13,1.13,有效发票",
  "E1,1013,2027/3/5,B1,1.0,0.13,1.13,有效发票",
];

function writeFiles(name: string, sales: readonly string[], purchases: readonly string[]) {
  const path = (file: string) => join(folder, `${name}-${file}`);
  writeFileSync(
    path("firms.csv"),
    "企业代号,企业名称,信誉评级,是否违约\nE1,***电器销售有限公司,A,否\nE2,个体经营E2 ,,\nE3,***物流有限公司,,\n",
  );
  writeFileSync(
    path("sales.csv.gz"),
    gzipSync([header("购方单位代号"), ...sales].join("\n") + "\n"),
  );
  writeFileSync(path("purchases.csv"), [header("销方单位代号"), ...purchases].join("\r\n"));
  return {
    enterprises: [path("firms.csv")],
    purchases: [path("purchases.csv")],
    sales: [path("sales.csv.gz")],
  };
}

/** Everything that the next run must leave as it is, and an undisturbed run must give as well. */
async function stateOf({ owner }: FreshDatabase) {
  return {
    records: [
      ...(await owner`
      select uscc, item, period::text, key, version, amount_fen, tax_fen, count, category, payload, superseded_at is null as current
      from credit.record order by uscc, item, period, key, version`),
    ],
    firms: [
      ...(await owner`
      select uscc, name, region_code, industry_code, size_class, established_on::text, observed_on::text, original_id
      from registry.enterprise order by uscc`),
    ],
    quarantine: [
      ...(await owner`select line, field, rule, message, raw from intake.quarantine order by raw ->> 'file', line`),
    ],
    landed: [
      ...(await owner`
      select item_id, source, received, accepted, superseded, duplicate, quarantined
      from intake.batch where status = 'landed' order by item_id, source`),
    ],
    running: (await owner`select from intake.batch where status = 'running'`).length,
  };
}

test("good lines are kept, repeated ones counted, bad ones set apart with file, line and reason", async () => {
  const fresh = await emptyDatabase();
  const result = await importInvoices(
    fresh.owner,
    writeFiles("mixed", [...good, ...repeated, ...bad], good.slice(0, 2)),
    now,
  );
  expect(result.lines).toEqual({
    received: 19,
    accepted: 9,
    superseded: 0,
    duplicate: 1,
    quarantined: 9,
  });
  expect(result).toMatchObject({ observedOn: "2020-02-21", repeated: false });
  const quarantined =
    await fresh.owner`select line, rule, raw from intake.quarantine order by line`;
  expect(quarantined.map(({ line, rule }) => [line, rule])).toEqual([
    [10, "not_a_period"],
    [11, "not_a_number"],
    [12, "total_mismatch"],
    [13, "not_allowed"],
    [14, "columns"],
    [15, "open_quote"],
    [16, "unknown_enterprise"],
    [17, "required"],
    [18, "period_in_future"],
  ]);
  expect(quarantined.map(({ raw }) => raw)).toEqual(
    bad.map((text) => ({ file: "mixed-sales.csv.gz", text })),
  );
});

test("months add up by counterparty: red invoices are negative, void ones only counted", async () => {
  const fresh = await emptyDatabase();
  await importInvoices(fresh.owner, writeFiles("months", good, []), now);
  const months = await fresh.owner`
    select e.original_id as firm, period::text, key, amount_fen::int as amount, tax_fen::int as tax, count, category, payload
    from credit.record r join registry.enterprise e using (uscc) where item = 'invoice_month' order by 1, 2, 3`;
  const month = (
    firm: string,
    period: string,
    key: string,
    amount: number,
    tax: number,
    count: number,
    red: number,
    redInvoices: number,
    voidInvoices: number,
  ) => ({
    firm,
    period,
    key,
    amount,
    tax,
    count,
    category: "sale",
    payload: { redAmount: red, redInvoices, voidInvoices },
  });
  expect([...months]).toEqual([
    month("E1", "2019-03-01", "sale:B1", 25025, 3254, 3, 5025, 1, 1),
    month("E1", "2019-03-01", "sale:B2", 7000, 910, 1, 0, 0, 0),
    month("E1", "2019-04-01", "sale:B1", 0, 0, 0, 0, 0, 1),
    month("E2", "2020-02-01", "sale:B1", 100, 13, 1, 0, 0, 0),
  ]);
});

test("a firm has a valid made-up code that is the same in every database, and dates from its invoices", async () => {
  const [one, other] = [await emptyDatabase(), await emptyDatabase()];
  const files = writeFiles("firms", good, []);
  await importInvoices(one.owner, files, now);
  await importInvoices(other.owner, files, new Date("2026-12-01T10:00:00+08:00"));
  const { firms } = await stateOf(one);
  for (const { uscc } of firms) expect(checkUscc(String(uscc)).verdict).toBe("valid");
  const known = Object.fromEntries(firms.map((firm) => [firm["original_id"], firm]));
  expect(known["E1"]).toMatchObject({
    name: "***电器销售有限公司",
    size_class: "small",
    established_on: "2019-03-01",
    observed_on: "2020-02-21",
  });
  expect(known["E2"]).toMatchObject({
    name: "个体经营E2",
    size_class: "micro",
    established_on: "2020-02-01",
    observed_on: "2020-02-21",
  });
  expect(known["E3"]).toMatchObject({ industry_code: "G54", observed_on: "2020-02-21" });
  expect((await stateOf(other)).firms.map(({ uscc }) => uscc)).toEqual(
    firms.map(({ uscc }) => uscc),
  );
});

test("a second run changes nothing", async () => {
  const fresh = await emptyDatabase();
  const files = writeFiles("twice", [...good, ...bad], good);
  const first = await importInvoices(fresh.owner, files, now);
  const before = await stateOf(fresh);
  const second = await importInvoices(fresh.owner, files, new Date("2026-11-22T10:00:00+08:00"));
  expect(second).toEqual({ ...first, months: { ...first.months, repeated: true }, repeated: true });
  expect(await stateOf(fresh)).toEqual(before);
});

test("a later file corrects: an invoice made void supersedes, and so does its month", async () => {
  const fresh = await emptyDatabase();
  await importInvoices(fresh.owner, writeFiles("before", good, []), now);
  const voided = good.map((line) =>
    line.startsWith("E2") ? line.replace("有效发票", "作废发票") : line,
  );
  const result = await importInvoices(fresh.owner, writeFiles("after", voided, []), now);
  expect(result.lines).toMatchObject({ accepted: 0, superseded: 1, duplicate: 6 });
  expect(result.months).toMatchObject({ accepted: 0, superseded: 1, duplicate: 3 });
});

test("lines of a firm that was missing from the list land once it is on it", async () => {
  const fresh = await emptyDatabase();
  const files = writeFiles("missing", [...good, "E4,1,2019/3/5,B1,1.0,0.13,1.13,有效发票"], []);
  expect((await importInvoices(fresh.owner, files, now)).lines).toMatchObject({
    accepted: 7,
    quarantined: 1,
  });
  const longer = join(folder, "longer.csv");
  writeFileSync(longer, "企业代号,企业名称\nE1,甲\nE2,乙\nE4,丁\n");
  const result = await importInvoices(fresh.owner, { ...files, enterprises: [longer] }, now);
  expect(result.lines).toMatchObject({ accepted: 1, duplicate: 7, quarantined: 0 });
});

test("two files given the wrong way round are refused before anything is written", async () => {
  const fresh = await emptyDatabase();
  const { enterprises, purchases, sales } = writeFiles("swapped", good, good);
  const swapped = importInvoices(
    fresh.owner,
    { enterprises, purchases: sales, sales: purchases },
    now,
  );
  await expect(swapped).rejects.toThrow(/缺少列：销方单位代号.*请核对是否给错了文件/);
  expect(await fresh.owner`select from registry.enterprise`).toHaveLength(0);
});

/** Enough lines for several portions, spread over firms, months and counterparties. */
const many = Array.from({ length: 25_000 }, (_, index) => {
  const amount = (index % 997) + 1;
  const status = index % 31 === 0 ? "作废发票" : "有效发票";
  return `E${1 + (index % 3)},${index % 22_000},2019/${1 + (index % 12)}/${1 + (index % 28)},B${index % 50},${amount}.0,0.0,${amount}.0,${status}`;
});

function startImport(url: string, files: ReturnType<typeof writeFiles>) {
  const options = Object.entries(files).flatMap(([name, [path = ""]]) => [`--${name}`, path]);
  const script = new URL("../../../scripts/import.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [script, "invoices", ...options], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once("exit", (code) => resolve({ code, said })),
  );
  return { kill: () => child.kill("SIGKILL"), ended };
}

async function until(true_: () => Promise<boolean>) {
  while (!(await true_())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test("killed in the middle and started again, it ends with the rows of an undisturbed run", async () => {
  const files = writeFiles("killed", [...many, ...good, ...bad], good);
  const undisturbed = await emptyDatabase();
  expect(await startImport(undisturbed.url, files).ended).toEqual({ code: 0, said: "" });

  const fresh = await emptyDatabase();
  // Held up at the merge of the invoices, then at that of the months: each time it dies there.
  for (const item of ["invoice", "invoice_month"]) {
    const holder = await fresh.owner.reserve();
    await holder`select pg_advisory_lock(hashtextextended('intake.item:' || ${item}::text, 0))`;
    const run = startImport(fresh.url, files);
    await until(async () => {
      const waiting = await fresh.owner`
        select from pg_stat_activity
        where datname = current_database() and application_name = 'xinqiao-import' and wait_event_type = 'Lock'`;
      return waiting.length > 0;
    });
    run.kill();
    await run.ended;
    await holder`select pg_advisory_unlock_all()`;
    holder.release();
    expect(await fresh.owner`select from credit.record where item = ${item}`).toHaveLength(0);
  }
  // And at moments that nobody chose.
  for (const milliseconds of [400, 700, 1000]) {
    const run = startImport(fresh.url, files);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    run.kill();
    await run.ended;
  }

  expect(await startImport(fresh.url, files).ended).toEqual({ code: 0, said: "" });
  expect(await stateOf(fresh)).toEqual(await stateOf(undisturbed));
}, 180_000);
