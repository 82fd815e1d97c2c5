import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
  // Two firms of which nothing is known score alike.
  for (let firm = 0; firm < 2; firm++) await indicatorsFrom(fresh.owner, []);
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

function file(content: string): string {
  const path = join(folder, `${Math.random()}.csv`);
  writeFileSync(path, content);
  return path;
}
const header = "企业代号,企业名称,信誉评级,是否违约\n";

describe("npm run evaluate", () => {
  test("prints one line of JSON, of the firms that have a label and indicators", async () => {
    const labels = file(`\uFEFF${header}E1,甲,D,是\nE2,乙,A,否\nE3,丙,,\nE4,丁,A,否\n`);
    const table = join(folder, "table.csv");
    const { code, out, error } = await evaluate(["--labels", labels, "--table", table]);
    const [columns, ...lines] = readFileSync(table, "utf8").trimEnd().split("\n");
    expect(columns).toMatch(/^default,\w+,/);
    expect(lines.map((line) => line.split(",")[0]).sort()).toEqual(["0", "1"]);
    for (const line of lines) expect(line.split(",")).toHaveLength(columns?.split(",").length ?? 0);
    expect(out.endsWith("}\n")).toBe(true);
    expect(JSON.parse(out)).toEqual({ n: 2, bad: 1, auc: 0.5, ks: 0 });
    expect([code, error]).toEqual([0, "有 1 户有标签的企业尚未导入或没有指标，未计入。\n"]);
  });

  test.each([
    ["no file named", () => [], "缺少 --labels"],
    ["a file that does not exist", () => ["--labels", "/nowhere.csv"], "/nowhere.csv：文件不存在"],
    ["a file without the column", () => ["--labels", file("企业代号\nE1\n")], "缺少列：是否违约"],
    [
      "firms that nobody imported",
      () => ["--labels", file(`${header}E9,甲,A,是\n`)],
      "请先执行 npm run import",
    ],
  ])("ends with 2 and names what is wrong: %s", async (_, args, said) => {
    const { code, out, error } = await evaluate(args());
    expect([code, out]).toEqual([2, ""]);
    expect(error).toContain(said);
  });
});
