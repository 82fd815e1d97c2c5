import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { factsOfColumns, problemsOf } from "#lib/scoring/index.ts";
import { applyCard, factsOf, readForCards } from "./apply-card.ts";
import { evaluate } from "./evaluate.ts";
import { explainRow } from "./explain.ts";
import { csvOf, someFirms, tableFolder, trainOn, type Lines } from "./factory.ts";
import { scoreRows } from "./points.ts";
import { seeded } from "./random.ts";
import { toScorecard } from "./to-card.ts";
import { countsOf, recordOf } from "./training-record.ts";
import type { Trained } from "./train.ts";

const folder = tableFolder();
afterAll(folder.remove);
const { store } = folder;

const identity = { id: "trial", name: "试用", version: 1, validFrom: "2026-01-01" };
const namesIn = ({ card }: Trained) => card.characteristics.map(({ binning }) => binning.column);
const change = (
  lines: Lines,
  column: string,
  cell: (old: string, row: number) => string,
): Lines => {
  const at = lines.header.indexOf(column);
  const rows = lines.rows.map((cells, row) => cells.with(at, cell(cells[at] ?? "", row)));
  return { header: lines.header, rows };
};
const withColumn = (
  lines: Lines,
  name: string,
  cell: (row: number, cells: readonly string[]) => string,
) => ({
  header: [name, ...lines.header],
  rows: lines.rows.map((cells, row) => [cell(row, cells), ...cells]),
});
const firms = someFirms(600);
const plain = await trainOn(store(csvOf(firms)));

describe("a card of a plain table", () => {
  test("finds what tells, and little in what does not", () => {
    expect(namesIn(plain)).toEqual(expect.arrayContaining(["age", "region", "tax"]));
    const noise = plain.card.characteristics.find(({ binning }) => binning.column === "noise");
    expect(noise?.binning.iv ?? 0).toBeLessThan(0.1);
    expect(plain.n).toBe(600);
    expect(plain.cv?.auc.mean).toBeGreaterThan(0.75);
    expect(plain.cv?.calibration.slope).toBeGreaterThan(0.8);
    expect(plain.cv?.gini).toBeCloseTo(2 * (plain.cv?.auc.mean ?? 0) - 1, 12);
  });

  test("has signs that are right and points that fall with the bad rate", () => {
    for (const { coefficient, binning, points } of plain.card.characteristics) {
      expect(coefficient).toBeGreaterThan(0);
      if (binning.kind === "category") continue;
      const byWoe = binning.bins.map(({ woe }, at) => ({ woe, points: points[at] ?? 0 }));
      byWoe.sort((one, other) => one.woe - other.woe);
      const worth = byWoe.map((bin) => bin.points);
      expect(worth).toEqual([...worth].sort((one, other) => one - other));
    }
  });

  test("may be published: no gap, no overlap, something for unknown, reasons and baselines", () => {
    const card = toScorecard(plain.card, identity);
    const kinds = [...factsOf(card)].map(([name, kind]) => ({ name, kind }));
    expect(problemsOf(card, { facts: factsOfColumns(kinds) })).toEqual([]);
  });

  test("comes out the same each time, to the last digit", async () => {
    const again = await trainOn(store(csvOf(firms)));
    expect(JSON.stringify(again)).toBe(JSON.stringify(plain));
  });

  test("is judged on other folds with another seed", async () => {
    const other = await trainOn(store(csvOf(firms)), { seed: 2 });
    expect(other.cv?.auc.mean).not.toBe(plain.cv?.auc.mean);
  });
});

describe("the engine that scores applicants gives the points that were reported", () => {
  const awkward = change(
    change(firms, "age", (old, row) => (row % 9 === 0 ? "-9" : row % 11 === 0 ? "" : old)),
    "region",
    (old, row) => (row % 13 === 0 ? "?" : row % 17 === 0 ? `rare ${row}` : old),
  );

  test("row by row, also of codes for unknown, rare words and empty cells", async () => {
    const path = store(csvOf(awkward));
    const trained = await trainOn(path);
    const card = toScorecard(trained.card, identity);
    const table = await readForCards(path, [card], () => false);
    const rows = Int32Array.from({ length: table.rows }, (_, row) => row);
    const columns = new Map(table.columns.map((column) => [column.name, column]));
    const reported = scoreRows(trained.card, columns, rows);
    expect(trained.card.characteristics.some(({ binning }) => binning.specials.includes(-9))).toBe(
      true,
    );
    expect([...applyCard(card, table, rows).totals]).toEqual([...reported]);
  });

  test("explaining a row adds up, and names the reasons", async () => {
    const path = store(csvOf(awkward));
    const card = toScorecard((await trainOn(path)).card, identity);
    const { score, facts } = await explainRow(card, path, 1);
    const sum = score.parts.reduce((total, { points }) => total + points, card.initialScore);
    expect(score.total).toBe(sum);
    expect(facts).toHaveProperty("age", -9);
    await expect(explainRow(card, path, 601)).rejects.toThrow("没有第 601 行：表有 600 行");
  });
});

describe("what is learnt in a fold stays in it", () => {
  test("a target of pure chance is not foreseen, whatever the columns", async () => {
    const random = seeded(77);
    const chance = change(firms, "bad", () => (random() < 0.3 ? "1" : "0"));
    // Many words with few rows each fit any target that they are allowed to see.
    const wordy = withColumn(chance, "street", () => `street ${Math.floor(90 * random())}`);
    const { cv } = await trainOn(store(csvOf(wordy)));
    expect(cv?.intervals.auc?.low).toBeLessThan(0.52);
    expect(cv?.auc.mean).toBeGreaterThan(0.42);
    expect(cv?.auc.mean).toBeLessThan(0.58);
  });

  test("the cross-validated figure is what new rows show", async () => {
    const card = toScorecard(plain.card, identity);
    const later = store(csvOf(someFirms(3000, { seed: 99 })));
    const record = recordOf(plain, "", 1);
    const evaluated = await evaluate(later, {
      card,
      record,
      target: null,
      bad: null,
      against: card,
      approvalRate: 0.5,
      seed: 1,
    });
    expect(Math.abs((evaluated.judged?.auc ?? 0) - (plain.cv?.auc.mean ?? 1))).toBeLessThan(0.03);
    expect(evaluated.stability?.total.verdict).toBe("none");
    expect(evaluated.swap?.swapIn.n).toBe(0);
    expect(countsOf(Float64Array.of(1, 1, 2)).get(1)).toBe(2);
  });

  test("a population that has changed is seen by its stability", async () => {
    const card = toScorecard(plain.card, identity);
    const moved = change(someFirms(1000, { seed: 4 }), "age", () => "2");
    const { stability, judged } = await evaluate(
      store(
        csvOf({ ...moved, header: moved.header.map((name) => (name === "bad" ? "later" : name)) }),
      ),
      {
        card,
        record: recordOf(plain, "", 1),
        target: null,
        bad: null,
        against: null,
        approvalRate: 0.5,
        seed: 1,
      },
    );
    expect(judged).toBeNull();
    expect(stability?.characteristics.find(({ name }) => name === "age")?.verdict).toBe("act");
    expect(stability?.characteristics.find(({ name }) => name === "tax")?.verdict).toBe("none");
  });
});

describe("the same table, as others write it", () => {
  const auc = plain.cv?.auc.mean;
  const written = csvOf(firms);
  test.each([
    ["with Windows line ends", csvOf(firms, { end: "\r\n" })],
    ["with a byte order mark", `\uFEFF${written}`],
    ["packed", gzipSync(written)],
    ["with tabs", written.replaceAll(",", "\t")],
    ["with semicolons", written.replaceAll(",", ";")],
    ["in UTF-16", Buffer.from(`\uFEFF${written}`, "utf16le")],
    ["with quotes", written.replaceAll(/(north|south|east)/g, '"$1"')],
    ["with a blank line at the end", `${written}\n\n`],
  ])("%s", async (_, content) => {
    const trained = await trainOn(store(content));
    expect(trained.cv?.auc.mean).toBe(auc);
    expect(trained.n).toBe(600);
  });

  test("in GB 18030, with Chinese names and words", async () => {
    const chinese = written
      .replace("region", "地区")
      .replaceAll("north", "北")
      .replaceAll("east", "东部，一带");
    const { execFileSync } = await import("node:child_process");
    const bytes = execFileSync("iconv", ["-f", "UTF-8", "-t", "GB18030"], { input: chinese });
    const trained = await trainOn(store(bytes));
    expect(namesIn(trained)).toContain("地区");
    const region = trained.card.characteristics.find(({ binning }) => binning.column === "地区");
    expect(region?.binning.groups.flat().sort()).toEqual(["south", "东部，一带", "北"].sort());
  });
});

describe("columns that are awkward", () => {
  test("one that repeats the target is named and left out, and kept if one insists", async () => {
    const leak = withColumn(firms, "outcome code", (_, cells) =>
      cells.at(-1) === "1" ? "Z" : "A",
    );
    const path = store(csvOf(leak));
    const trained = await trainOn(path);
    const found = trained.findings.find(({ column }) => column === "outcome code");
    expect(found).toMatchObject({ kind: "leak", kept: false });
    expect(found?.text).toContain("未采用");
    expect(namesIn(trained)).not.toContain("outcome code");
    const insisted = await trainOn(path, { keep: ["outcome code"] });
    expect(namesIn(insisted)).toContain("outcome code");
    expect(insisted.findings.find(({ column }) => column === "outcome code")?.kept).toBe(true);
  });

  test("one that is filled in only after a default is a leak as well", async () => {
    const day = withColumn(firms, "written off on", (row, cells) =>
      cells.at(-1) === "1" ? `2020-01-${String(1 + (row % 28)).padStart(2, "0")}` : "",
    );
    const { findings } = await trainOn(store(csvOf(day)));
    expect(findings).toMatchObject([{ column: "written off on", kind: "leak", kept: false }]);
  });

  test("one that nearly tells the outcome is kept, and its name said", async () => {
    const random = seeded(3);
    const close = withColumn(firms, "nearly", (_, cells) =>
      random() < 0.2 ? "5" : cells.at(-1) === "1" ? "9" : "2",
    );
    const trained = await trainOn(store(csvOf(close)));
    expect(trained.findings).toMatchObject([{ column: "nearly", kind: "suspect", kept: true }]);
    expect(namesIn(trained)).toContain("nearly");
  });

  test.each([
    ["a running number", (row: number) => String(1000 + row), "identity"],
    ["a name of each firm", (row: number) => `firm ${row}`, "names"],
    ["one value in every row", () => "CA", "constant"],
    ["nothing but unknown", () => "NA", "empty"],
  ])("%s is left out and said", async (_, cell, kind) => {
    const trained = await trainOn(store(csvOf(withColumn(firms, "extra", cell))));
    expect(trained.findings).toMatchObject([{ column: "extra", kind, kept: false }]);
    expect(namesIn(trained)).not.toContain("extra");
  });

  test("thousands of words do no harm", async () => {
    const random = seeded(8);
    const wordy = withColumn(firms, "town", () => `town ${Math.floor(500 * random())}`);
    const trained = await trainOn(store(csvOf(wordy)));
    expect((trained.cv?.auc.mean ?? 0) + 0.02).toBeGreaterThan(plain.cv?.auc.mean ?? 1);
  });

  test("names that are missing or repeated are told apart", async () => {
    const lines = { header: ["", "x", "x", "x_2", "bad"], rows: firms.rows };
    const trained = await trainOn(store(csvOf(lines)));
    expect(trained.notes).toContain("第 1 列没有列名，记作“列1”");
    expect(trained.notes).toContain("列名“x”重复，第 3 列记作“x_3”");
    expect(trained.cv?.auc.mean).toBe(plain.cv?.auc.mean);
  });

  test("unknown written as empty, NA, ? or −9 counts as unknown, and the code is said", async () => {
    const gaps = change(
      firms,
      "tax",
      (old, row) => ["", "NA", "?", "-9", old, old][row % 6] ?? old,
    );
    const trained = await trainOn(store(csvOf(gaps)));
    const tax = trained.card.characteristics.find(({ binning }) => binning.column === "tax");
    const { good = 0, bad = 0 } = tax?.binning.missing ?? {};
    expect(good + bad).toBe(400);
    expect(trained.notes).toContain("tax：-9 像是未知的代码，按未知处理");
  });

  test("days are read as days", async () => {
    const dated = change(firms, "age", (old) => `${2020 - Number(old)}-06-30`);
    const trained = await trainOn(store(csvOf(dated)));
    const age = trained.card.characteristics.find(({ binning }) => binning.column === "age");
    expect(age?.binning).toMatchObject({ kind: "number", days: true });
    expect(trained.cv?.auc.mean).toBeGreaterThan(0.75);
  });

  test("rows that are too short or broken are counted, not lost silently", async () => {
    const trained = await trainOn(store(`${csvOf(firms)}5\n1,2,"north,0.1,1\n`));
    expect(trained.notes.join()).toContain("1 行的列数不足");
    expect(trained.notes.join()).toContain("1 行的引号没有成对");
  });
});

describe("targets that are awkward", () => {
  test("in words, in another case, with gaps: which value is bad is said", async () => {
    const words = change(firms, "bad", (old, row) =>
      row % 10 === 0 ? "" : old === "1" ? "Default" : "paid",
    );
    const trained = await trainOn(
      store(csvOf({ ...words, header: words.header.with(-1, "Loan_Status") })),
      { target: "loan_status" },
    );
    expect(trained.n).toBe(540);
    expect(trained.target).toMatchObject({ column: "Loan_Status", bad: ["Default"], unknown: 60 });
    expect(trained.notes.join()).toContain("坏样本 = Default，好样本 = paid");
  });

  test("a half of a per cent of bad rows is enough to train on", async () => {
    const random = seeded(12);
    const rare = change(someFirms(4000), "bad", (old) =>
      old === "1" && random() < 0.012 ? "1" : "0",
    );
    const trained = await trainOn(store(csvOf(rare)));
    expect(trained.badRate).toBeLessThan(0.01);
    expect(trained.cv?.folds).toBe(5);
    expect(trained.cv?.auc.mean).toBeGreaterThan(0.55);
  });

  test("a tiny table gets as many folds as it has bad rows", async () => {
    const tiny = {
      header: ["x", "bad"],
      rows: Array.from({ length: 14 }, (_, at) => [String(at), at > 10 ? "1" : "0"]),
    };
    const trained = await trainOn(store(csvOf(tiny)));
    expect(trained.cv?.folds).toBe(3);
    expect(trained.notes).toContain("样本太少，只做了 3 折交叉验证");
  });

  test.each([
    ["a target that is not there", "badd", csvOf(firms), "没有列“badd”。最接近的列：bad"],
    ["a target of one value", "bad", "x,bad\n1,0\n2,0\n", "只有一个值“0”"],
    ["a table of the target alone", "bad", "bad\n1\n0\n1\n", "没有可用的列"],
    ["an empty file", "bad", "", "文件是空的"],
  ])("%s is refused in words", async (_, target, content, said) => {
    await expect(trainOn(store(content), { target })).rejects.toThrow(said);
  });
});
