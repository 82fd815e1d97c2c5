import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { csvOf, someFirms, tableFolder } from "#lib/modelling/factory.ts";
import { parseScorecard } from "#lib/scoring/index.ts";
import { readArguments } from "./scorecard-arguments.ts";

const script = join(import.meta.dirname, "scorecard.ts");
const folder = tableFolder();
afterAll(folder.remove);
const firms = folder.store(csvOf(someFirms(400)));
const card = folder.path("Trial Card.json");

function run(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  return new Promise((resolve) =>
    execFile(process.execPath, [script, ...args], (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code) : 0, out, error }),
    ),
  );
}

describe("npm run scorecard", () => {
  test("train --json prints one object and nothing else, and writes the card", async () => {
    const first = await run("train", firms, "--target", "BAD", "--json", "--out", card);
    expect(first.code).toBe(0);
    const printed = JSON.parse(first.out);
    expect(Object.keys(printed).slice(0, 4)).toEqual(["n", "badRate", "cv", "characteristics"]);
    expect(printed).toMatchObject({
      n: 400,
      cv: {
        auc: { mean: expect.any(Number), sd: expect.any(Number) },
        ks: { mean: expect.any(Number), sd: expect.any(Number) },
        gini: expect.any(Number),
        brier: expect.any(Number),
      },
    });
    for (const { name, iv, sign, bins } of printed.characteristics) {
      expect([typeof name, typeof iv, sign]).toEqual(["string", "number", "+"]);
      expect(bins.length).toBeGreaterThan(1);
    }
    expect(parseScorecard(JSON.parse(readFileSync(card, "utf8"))).id).toBe("trial-card");
    expect(first.error).toContain("坏样本 = 1，好样本 = 0");
  });

  test("the card is judged, compared with another, explained, and travels as PMML", async () => {
    const pmml = folder.path("trial-card.pmml");
    const [judged, explained, exported] = await Promise.all([
      run("evaluate", card, firms, "--against", card, "--json"),
      run("explain", card, firms, "--row", "2"),
      run("pmml", "export", card, "--out", pmml),
    ]);
    expect(JSON.parse(judged.out)).toMatchObject({
      n: 400,
      auc: { interval: { low: expect.any(Number) } },
      psi: { value: 0, verdict: "none" },
      swap: { swapIn: { n: 0 } },
    });
    expect(explained.out).toMatch(/^第 2 行：\d+ 分，违约概率 [\d.]+%/);
    expect(exported.code).toBe(0);
    const back = await run("pmml", "import", pmml);
    expect(JSON.parse(back.out)).toMatchObject({
      id: "trial-card",
      characteristics: JSON.parse(readFileSync(card, "utf8")).characteristics,
    });
  });

  test("a refusal ends with 2, says what to do, and prints no result", async () => {
    const { code, out, error } = await run("train", firms, "--target", "badd", "--json");
    expect([code, out]).toEqual([2, ""]);
    expect(error).toContain("没有列“badd”。最接近的列：bad");
  });
});

describe("what the command line cannot mean is refused before a file is opened", () => {
  test.each([
    ["no verb", [], "请写明要做什么"],
    ["a verb that is none", ["fit"], "没有 fit 这个动作"],
    ["no target", ["train", "a.csv"], "缺少 --target"],
    ["no table", ["train", "--target", "bad"], "应有 1 个文件名"],
    [
      "a figure that is none",
      ["train", "a.csv", "--target", "bad", "--seed", "x"],
      "--seed 不能是“x”",
    ],
    [
      "an option of another verb",
      ["explain", "a.json", "a.csv", "--seed", "1"],
      "explain 不用 --seed",
    ],
    ["no row", ["explain", "a.json", "a.csv"], "缺少 --row"],
    ["PMML neither way", ["pmml", "turn", "a.json"], "import 或 export"],
  ])("%s", (_, args, said) => {
    expect(() => readArguments(args)).toThrow(said);
  });

  test("columns to drop may be named at once or one by one", () => {
    const asked = readArguments([
      "train",
      "a.csv",
      "--target",
      "y",
      "--drop",
      "a,b",
      "--drop",
      "c",
    ]);
    expect(asked).toMatchObject({ verb: "train", options: { drop: ["a", "b", "c"], seed: 1 } });
  });
});
