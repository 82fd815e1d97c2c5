import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { indicatorsFrom } from "#lib/credit/factory.ts";
import { freshDatabase, type FreshDatabase } from "#lib/testing/database.ts";

const script = join(import.meta.dirname, "evaluate.ts");
let fresh: FreshDatabase;
let folder: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "xinqiao-evaluate-"));
  // The weaker of the two has a shrinking business with one customer.
  for (const net of [
    [100, 1],
    [100, 100],
  ]) {
    const periods = ["2025-05-01", "2026-05-01"];
    await indicatorsFrom(
      fresh.owner,
      periods.flatMap((period, year) =>
        ["甲", "乙"].slice(0, net[1] === 1 ? 1 : 2).map((party) => ({
          item: "invoice_month" as const,
          period,
          key: `sale:${party}`,
          category: "sale",
          amountFen: net[year] ?? 0,
          count: 9,
          payload: {},
        })),
      ),
    );
  }
  await fresh.owner`
    update registry.enterprise e set original_id = 'E' || place
    from (select uscc, row_number() over (order by uscc) as place from registry.enterprise) numbered
    where e.uscc = numbered.uscc`;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await fresh.drop();
});

function evaluate(args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const env = { ...process.env, DATABASE_URL: fresh.url };
  return new Promise((resolve) =>
    execFile(process.execPath, [script, ...args], { env }, (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    ),
  );
}

function file(content: string | Buffer): string {
  const path = join(folder, `${Math.random()}.csv`);
  writeFileSync(path, content);
  return path;
}
const header = "企业代号,企业名称,信誉评级,是否违约\n";

describe("npm run evaluate", () => {
  test("prints one line of JSON, of the firms that have a label and indicators", async () => {
    const labels = file(`\uFEFF${header}E1,甲,D,是\nE2,乙,A,否\nE3,丙,,\nE4,丁,A,否\n`);
    const { code, out, error } = await evaluate(["--labels", labels]);
    expect(out.endsWith("}\n")).toBe(true);
    expect(JSON.parse(out)).toEqual({
      n: 2,
      bad: 1,
      auc: expect.any(Number),
      ks: expect.any(Number),
    });
    expect([code, error]).toEqual([0, "有 1 户有标签的企业尚未导入或没有指标，未计入。\n"]);
  });

  test("reads what a spreadsheet on a Chinese system saves", async () => {
    // 企业代号,是否违约 and 是, 否 in GB 18030.
    const bytes = Buffer.from(
      "c6f3d2b5b4fabac52ccac7b7f1cea5d4bc0a45312ccac70a45322cb7f10a",
      "hex",
    );
    expect(JSON.parse((await evaluate(["--labels", file(bytes)])).out)).toMatchObject({
      n: 2,
      bad: 1,
    });
  });

  test("of only one kind nothing can be told", async () => {
    expect(JSON.parse((await evaluate(["--labels", file(`${header}E1,甲,A,否\n`)])).out)).toEqual({
      n: 1,
      bad: 0,
      auc: null,
      ks: null,
    });
  });

  test.each([
    ["no file named", () => [], "缺少 --labels"],
    ["an unknown option", () => ["--label", "x"], "--label"],
    ["a file that does not exist", () => ["--labels", "/nowhere.csv"], "/nowhere.csv：文件不存在"],
    ["a folder", () => ["--labels", folder], "这是一个目录"],
    [
      "a file without the column",
      () => ["--labels", file("企业代号,企业名称\nE1,甲\n")],
      "缺少列：是否违约",
    ],
    [
      "an unknown label",
      () => ["--labels", file(`${header}E1,甲,A,maybe\n`)],
      "第 2 行的是否违约应为",
    ],
    ["a label of nobody", () => ["--labels", file(`${header},甲,A,是\n`)], "第 2 行没有企业代号"],
    [
      "two labels of one firm",
      () => ["--labels", file(`${header}E1,甲,A,是\nE1,甲,A,否\n`)],
      "第 3 行：E1",
    ],
    ["only blank labels", () => ["--labels", file(`${header}E1,甲,A,\n`)], "没有任何一行"],
    [
      "firms that nobody imported",
      () => ["--labels", file(`${header}E99,甲,A,是\n`)],
      "请先执行 npm run import",
    ],
  ])("ends with 2 and names what is wrong: %s", async (_, args, said) => {
    const { code, out, error } = await evaluate(args());
    expect([code, out]).toEqual([2, ""]);
    expect(error).toContain(said);
  });
});
