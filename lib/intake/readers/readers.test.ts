import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { makeUscc } from "../../kernel/uscc.ts";
import { inGbk, readAs, tempFolder, workbook } from "./factory.ts";

const folder = tempFolder();
afterAll(folder.remove);
const { store } = folder;

const titles = [
  "统一社会信用代码",
  "所属期",
  "户号",
  "应缴金额",
  "实缴金额",
  "欠费金额",
  "用电量",
  "逾期天数",
] as const;
const names = [
  "uscc",
  "period",
  "key",
  "billed",
  "paid",
  "arrears",
  "quantity",
  "lateDays",
] as const;
const cells = [1, 2, 3].map((n) => [
  makeUscc("91520102", n),
  `2026-0${n}`,
  `户${n}`,
  `${n}234.50`,
  `${n}000`,
  "0",
  `${n}.5`,
  String(n),
]);
const lines = (delimiter: string, head: readonly string[] = titles) =>
  [head, ...cells].map((row) => row.join(delimiter)).join("\r\n");
const objects = (keys: readonly string[]) =>
  cells
    .map((row) => JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, row[at]]))))
    .join("\n");
const numeric = cells.map((row) => row.map((cell, at) => (at > 2 ? Number(cell) : cell)));

const plain = await readAs("electricity", store("plain.csv", lines(",")));
test("a plain file is read whole", () => {
  expect(plain.bad).toEqual([]);
  expect(plain.good[0]).toBe(
    `${makeUscc("91520102", 1)}\t2026-01-01\t户1\t123450\t\\N\t100000\t0\t1\t1.5\t\\N\t\\N\n`,
  );
});

describe("the same rows come from", () => {
  const kinds: readonly (readonly [string, string | Uint8Array | Promise<Uint8Array>])[] = [
    ["UTF-8 with a mark", `\uFEFF${lines(",")}`],
    ["GB 18030", inGbk(lines(","))],
    ["UTF-16 of a spreadsheet's Unicode text", Buffer.from(`\uFEFF${lines("\t")}`, "utf16le")],
    ["semicolons", lines(";")],
    ["tabs", lines("\t")],
    ["full-width commas", lines("，")],
    ["full-width commas in GB 18030", inGbk(lines("，"))],
    ["English names", lines(",", names)],
    ["quotes around everything", [titles, ...cells].map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n")],
    ["codes kept from a spreadsheet's numbers", lines(",").replaceAll(/^(91\w+)/gm, '="$1"')],
    ["JSON lines by label", objects(titles)],
    ["JSON lines by name", objects(names)],
    ["JSON lines with numbers", numeric.map((row) => JSON.stringify(Object.fromEntries(names.map((key, at) => [key, row[at]])))).join("\r\n\r\n")],
    ["a workbook", workbook({ 数据: [titles, ...cells] })],
    ["a workbook of numbers and days", workbook({ 数据: [titles, ...numeric.map(([uscc, period, ...rest]) => [uscc, new Date(`${String(period)}-01T00:00:00Z`), ...rest])] })],
    ["a workbook with formulas, links and rich text", workbook({ 数据: [titles, ...numeric.map(([uscc, period, key, billed, ...rest]) =>
      [{ richText: [{ text: String(uscc).slice(0, 9) }, { text: String(uscc).slice(9) }] }, { text: period, hyperlink: "http://example.invalid" }, key, { formula: "1+1", result: billed }, ...rest])] })],
  ]; // prettier-ignore

  test.each(kinds)("%s, packed or not, whatever the name says", async (name, content) => {
    const bytes = Buffer.from(await content);
    for (const [at, each] of [bytes, gzipSync(bytes)].entries()) {
      const read = await readAs(
        "electricity",
        store(`${name.replaceAll(/\W/g, "")}-${at}.bin`, each),
      );
      expect(read.bad).toEqual([]);
      expect(read.good).toEqual(plain.good);
    }
  });

  test("any mixture of encoding, delimiter, quotes, line ends and empty lines", async () => {
    const mixture = fc.record({
      delimiter: fc.constantFrom(",", "\t", ";", "，", "|"),
      quoted: fc.boolean(),
      end: fc.constantFrom("\n", "\r\n"),
      blank: fc.constantFrom("", "\n", ",,,\n\n"),
      gbk: fc.boolean(),
      above: fc.constantFrom("", "用电缴费情况表\n", "填报单位：某供电局\n填报日期：2026年3月\n"),
      order: fc.shuffledSubarray([...titles.keys()], { minLength: titles.length }),
    });
    let n = 0;
    await fc.assert(
      fc.asyncProperty(mixture, async ({ delimiter, quoted, end, blank, gbk, above, order }) => {
        const write = (row: readonly string[]) =>
          order.map((at) => (quoted ? `"${row[at]}"` : row[at])).join(delimiter);
        const text =
          above + [titles, ...cells].map(write).join(end) + end + blank.replaceAll(",", delimiter);
        const read = await readAs(
          "electricity",
          store(`mixed-${(n += 1)}`, gbk ? inGbk(text) : text),
        );
        expect(read).toEqual(plain);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a header", () => {
  test("may stand under a merged title, and be merged over two lines itself", async () => {
    const rows = [
      ["2026年用电缴费情况表"],
      ["统一社会信用代码", "所属期", "户号", "缴费情况", "", "", "用电量", "逾期天数"],
      ["", "", "", "应缴金额", "实缴金额", "欠费金额", "", ""],
      ...cells,
    ];
    const bytes = await workbook({ 数据: rows }, (book) => book.worksheets[0]?.mergeCells("A1:H1"));
    expect((await readAs("electricity", store("merged.xlsx", bytes))).good).toEqual(plain.good);
  });

  test("is known by national names, units, stars, spaces, line breaks and full width", async () => {
    const [uscc] = cells[0] ?? [];
    const head = [
      '"CF_XDR_SHXYM"',
      "ｃｆ＿ｗｓｈ",
      "*CF_JDRQ（必填）",
      '"失信\n程度"',
      "CF_NR_FK（万元）",
      "CF_CFJG",
      "CF_SY",
      "法定代表人",
    ];
    const row = [uscc, "筑罚〔2026〕1号", "2026/3/5", "一般", "1.234567", "某局", "某事", "某人"];
    const read = await readAs(
      "penalty",
      store("penalty.csv", `${head.join(",")}\n${row.join(",")}\n`),
    );
    expect(read.bad).toEqual([]);
    expect(read.good[0]).toContain("\t1234567\t");
    expect(read.good[0]).toContain("\tgeneral\t");
    expect(read.ignored).toEqual(["法定代表人"]);
  });

  test("of the national column for fines is in 万元 even where it does not say so", async () => {
    const [uscc] = cells[0] ?? [];
    const text = `CF_XDR_SHXYM,CF_WSH,CF_JDRQ,失信程度,CF_NR_FK,CF_CFJG,CF_SY\n${uscc},1号,20260305,轻微,0.05,某局,某事`;
    expect((await readAs("penalty", store("wan.csv", text))).good[0]).toContain("\t50000\t");
  });

  test("that lacks required columns refuses the file with the list of them", async () => {
    const path = store("lacking.csv", "企业统一社会信用代码,所属期,应缴金额\n1,2,3");
    await expect(readAs("electricity", path)).rejects.toThrow(
      /“用电缴费”，文件缺少列：户号、实缴金额、欠费金额、用电量、逾期天数。现有列：企业统一社会信用代码、所属期、应缴金额/,
    );
  });

  test.each([
    ["a text without a header", "第一行\n第二行", /缺少列：统一社会信用代码、所属期/],
    ["nothing but line ends", "\n\n", /缺少列/],
    ["an empty file", "", /文件是空的/],
    [
      "two columns for one",
      `${lines(",", [...titles.slice(0, 7), "应缴金额"])}`,
      /多列都对应“应缴金额”/,
    ],
    ["an array of JSON", "[{}]", /JSON Lines/],
    ["objects of something else", '{"a":1}', /缺少列/],
    ["an old spreadsheet", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), /\.xls）无法读取/],
    ["a PDF", "%PDF-1.7", /PDF 无法读取/],
    ["a broken archive", gzipSync(lines(",")).subarray(0, 40), /压缩内容已损坏/],
    [
      "a broken workbook",
      Buffer.from("PK\u0003\u0004 and no more"),
      /无法作为 Excel 工作簿读取|缺少列/,
    ],
    ["a line without an end", `${"长".repeat(6_000_000)}`, /过长/],
  ])("is not found in %s, and the person is told so", async (name, content, message) => {
    await expect(readAs("electricity", store(`odd-${name}`, content))).rejects.toThrow(message);
  });

  test("of a workbook that breaks off in the middle is of no use", async () => {
    const many = Array.from({ length: 3000 }, (_, n) => [
      ...(cells[0] ?? []),
      `${n}${"乱".repeat(n % 50)}`,
    ]);
    const bytes = await workbook({ 数据: [titles, ...many] });
    for (const share of [0.3, 0.6, 0.9]) {
      const path = store("half.xlsx", bytes.subarray(0, Math.floor(bytes.length * share)));
      await expect(readAs("electricity", path)).rejects.toThrow(/无法作为 Excel 工作簿读取|缺少列/);
    }
  });

  test("in two sheets is two files; a sheet of remarks beside it does no harm", async () => {
    const two = await workbook({ 一月: [titles, ...cells], 二月: [titles, ...cells] });
    await expect(readAs("electricity", store("two.xlsx", two))).rejects.toThrow(/只保留一个工作表/);
    const remarks = await workbook({
      说明: [["填表说明"], ["某"]],
      数据: [titles, ...cells],
      空: [],
    });
    const file = store("remarks.xlsx", remarks);
    // Time and again, and many at once: no part of a workbook may get lost on the way.
    for (let round = 0; round < 3; round += 1) {
      const many = await Promise.all(Array.from({ length: 12 }, () => readAs("electricity", file)));
      for (const { good } of many) expect(good).toEqual(plain.good);
    }
  });
});

describe("a row that cannot be kept goes to quarantine with its line, and the others stay", () => {
  const withRow = (row: string) =>
    `${lines(",")}\n${row}\n${(cells[0] ?? []).join(",").replace("户1", "户9")}`;
  const [code = ""] = cells[0] ?? [];
  test.each([
    ["too few columns", `${code},2026-03,1`, "line", "columns"],
    ["too many columns", `${code},2026-03,1,1,1,0,1,1,x`, "line", "columns"],
    [
      "thousands separators without quotes",
      `${code},2026-03,1,1,234.00,1,0,1,1`,
      "line",
      "columns",
    ],
    ["an open quote", `"${code},2026-03,1,1,1,0,1,1`, "line", "open_quote"],
    ["a quote that closes too early", `"${code}"x,2026-03,1,1,1,0,1,1`, "line", "open_quote"],
    ["a character that broke", `${code},2026-03,户\uFFFD,1,1,0,1,1`, "key", "unreadable_text"],
    ["a month that does not exist", `${code},202613,1,1,1,0,1,1`, "period", "not_a_period"],
    ["a key that became a number", `${code},2026-03,1.23457E+19,1,1,0,1,1`, "key", "numeric_code"],
    ["a word where a number belongs", `${code},2026-03,1,未知,1,0,1,1`, "billed", "not_a_number"],
  ])("%s", async (name, row, field, rule) => {
    const { good, bad } = await readAs("electricity", store(`bad-${name}`, withRow(row)));
    expect(bad).toEqual([
      { line: 5, field, rule, message: expect.any(String), raw: expect.any(Object) },
    ]);
    expect(good).toHaveLength(4);
  });

  test("a quoted column may hold line breaks and delimiters", async () => {
    const row = `"${code}","2026-03","户,\n""号""",1,1,0,1,1`;
    const { good, bad } = await readAs("electricity", store("breaks", withRow(row)));
    expect(bad).toEqual([]);
    expect(good).toHaveLength(5);
    expect(good[3]).toContain('户,\\n"号"');
  });

  test("its raw value is the line by the file's own titles", async () => {
    const { bad } = await readAs(
      "electricity",
      store("raw", withRow(`${code},2026-03,1,x,1,0,1,1`)),
    );
    expect(bad[0]?.raw).toMatchObject({ 统一社会信用代码: code, 应缴金额: "x", 逾期天数: "1" });
  });

  test("JSON that is none, and numbers in place of codes", async () => {
    const text = `${objects(names)}\n{"uscc":\nnull\n{"uscc":915201020000000001,"period":202603,"key":1,"billed":1,"paid":1,"arrears":0,"quantity":1,"lateDays":0}`;
    const { good, bad } = await readAs("electricity", store("bad.jsonl", text));
    expect(bad.map(({ line, rule }) => [line, rule])).toEqual([
      [4, "not_json"],
      [5, "not_json"],
    ]);
    // Whose it is, the register says: a number of 18 digits never is anybody's.
    expect(good[3]).toMatch(/^9\.15201\d*E\+17\t2026-03-01\t1\t/);
  });

  test("a broken byte in a UTF-8 file costs its own row alone", async () => {
    const bytes = Buffer.from(lines(","));
    const at = bytes.indexOf(Buffer.from("户2"));
    const { good, bad } = await readAs(
      "electricity",
      store("byte", Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])),
    );
    expect(bad.map(({ line, rule }) => [line, rule])).toEqual([[3, "unreadable_text"]]);
    expect(good).toHaveLength(2);
  });

  test("days and percentages of a workbook are what its cells show", async () => {
    const [uscc] = cells[0] ?? [];
    const head = [
      "统一社会信用代码",
      "获贷时间",
      "合同编号",
      "放款机构名称",
      "获贷金额（万元）",
      "贷款利率",
      "贷款期限",
    ];
    const rows = [
      [uscc, 46086, "1", "某银行", 0.1 + 0.2, 0.0345, 12],
      [uscc, "2026年3月5日", "2", "某银行", "1,000", "3.45", "12个月"],
    ];
    const bytes = await workbook({ 数据: [head, ...rows] }, (book) => {
      const cell = book.worksheets[0]?.getCell("F2");
      if (cell) cell.numFmt = "0.00%";
    });
    const { good, bad } = await readAs("platform_loan", store("loans.xlsx", bytes));
    expect(bad).toEqual([]);
    expect(good.map((line) => line.split("\t").slice(1, 4))).toEqual([
      ["2026-03-05", "1", "300000"],
      ["2026-03-05", "2", "1000000000"],
    ]);
    expect(good.every((line) => line.includes('"rate":345'))).toBe(true);
  });
});
