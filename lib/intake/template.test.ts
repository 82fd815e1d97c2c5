import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { recordsOf } from "#sandbox/department/records.ts";
import { makeUscc } from "../kernel/uscc.ts";
import { catalogue, itemOf } from "./catalogue.ts";
import { csvText } from "./csv-text.ts";
import { quarantineCsv } from "./push/quarantine-file.ts";
import { columnsOf } from "./readers/columns.ts";
import { inspectFile, openFile } from "./readers/index.ts";
import { template } from "./template.ts";
import { compileValidator } from "./validator.ts";

const today = "2026-11-21";
const uscc = makeUscc("91520100", 91_234_567);

const saved = (name: string, bytes: Uint8Array | string) => {
  const path = join(mkdtempSync(join(tmpdir(), "template-")), name);
  writeFileSync(path, bytes);
  return path;
};

/** A row of the item in the order of its form, as a person would fill it in. */
function filledIn(id: (typeof catalogue)[number]["id"]) {
  const item = itemOf(id);
  const [row] = recordsOf({ ...item, sharing: "licensed" }, uscc, today);
  return columnsOf(item, "rows").map(({ name }) => row?.[name] ?? "");
}

async function judged(id: (typeof catalogue)[number]["id"], path: string) {
  const validate = compileValidator(itemOf(id), today);
  const outcomes: unknown[] = [];
  const { rows } = await openFile(id, await inspectFile(path));
  for await (const row of rows)
    outcomes.push("uscc" in row && "fields" in row ? validate(row.uscc, row) : row);
  return outcomes;
}

describe("the form of an item", () => {
  test.each(catalogue.map(({ id }) => id))("%s is read back once a row is typed below it", async (id) => {
    const { bytes } = await template(id, "csv");
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const line = csvText([filledIn(id).map(String)]).slice(1);
    expect(await judged(id, saved("t.csv", Buffer.concat([bytes, Buffer.from(line)])))).toEqual([
      expect.any(String),
    ]);
  });

  test.each(["vat_declaration", "penalty", "invoice", "pension_insurance"] as const)(
    "%s is read back as a workbook as well",
    async (id) => {
      const book = new ExcelJS.Workbook();
      // Its types still speak of the Buffer of earlier Node versions.
      await book.xlsx.load((await template(id, "xlsx")).bytes as never);
      book.worksheets[0]?.addRow(filledIn(id));
      const path = saved("t.xlsx", new Uint8Array(await book.xlsx.writeBuffer()));
      expect(await judged(id, path)).toEqual([expect.any(String)]);
    },
  );

  test("holds no row of its own", async () => {
    const { bytes } = await template("vat_declaration", "csv");
    expect(await judged("vat_declaration", saved("t.csv", bytes))).toEqual([]);
  });
});

describe("quarantined rows as a file", () => {
  const row = { line: 3, field: "paid", rule: "too_precise", message: "“实缴税额”最多两位小数。", status: "open" } as const;
  const raw = { 统一社会信用代码: uscc, 所属期: "2026-10", 销售额: "100", 应纳: "3", 实缴: "3", 欠税金额: "0", 逾期天数: "0" };

  test("are what was sent, and can be sent again once they are mended", async () => {
    const path = saved("q.csv", quarantineCsv("vat_declaration", [{ ...row, raw }]));
    expect(await judged("vat_declaration", path)).toEqual([expect.any(String)]);
  });

  test("stand in the order of the item's columns, whatever the database made of it", () => {
    const shuffled = { 实缴: "3", 备注: "x", 所属期: "2026-10", 统一社会信用代码: uscc, 销售额: "1" };
    const [titles] = quarantineCsv("vat_declaration", [{ ...row, raw: shuffled }]).slice(1).split("\r\n");
    expect(titles).toMatch(/^统一社会信用代码,所属期,销售额,实缴,备注,隔离行号,/);
  });

  test("cannot start a formula in a spreadsheet", () => {
    const text = quarantineCsv("vat_declaration", [{ ...row, raw: { a: "=1+1", b: "@SUM(A1)", c: "-12.5", d: '-cmd|"x"' } }]);
    expect(text).toContain(`'=1+1,'@SUM(A1),-12.5,"'-cmd|""x"""`);
  });
});
