import { afterAll, describe, expect, test } from "vitest";
import { fullWidth } from "../factory.ts";
import { makeUscc } from "../../kernel/uscc.ts";
import { inGbk, readAs, workbook, tempFolder } from "./factory.ts";

const folder = tempFolder();
afterAll(folder.remove);
const { store } = folder;

describe("a national table", () => {
  const head = [
    "数据编码",
    "企业统一社会信用代码",
    "企业名称",
    "近两年每月参保人数",
    "近两年每月单位缴费金额",
    "近两年连续正常缴纳周期（月）",
    "最近一次正常缴费月份",
    "当前是否欠缴",
    "欠缴金额",
    "近两年单位正常缴费次数",
  ];
  const uscc = makeUscc("91520102", 1);
  const row = (parts: Readonly<Record<number, string>> = {}) =>
    head.map(
      (_, at) =>
        parts[at] ??
        [
          "1",
          uscc,
          "某公司",
          "202608，12；202609，13；",
          "202608，1200.5；202609，1300；",
          "2",
          "202609",
          "0",
          "无",
          "2",
        ][at],
    );

  test("is read as a row a month from every format", async () => {
    const good = [
      `${uscc}\t2026-08-01\t\t\\N\t\\N\t120050\t\\N\t12\t\\N\t\\N\t\\N\n`,
      `${uscc}\t2026-09-01\t\t\\N\t\\N\t130000\t0\t13\t\\N\t\\N\t\\N\n`,
    ];
    const text = [head, row()].map((each) => each.join(",")).join("\n");
    const json = JSON.stringify(Object.fromEntries(head.map((name, at) => [name, row()[at]])));
    for (const content of [
      text,
      inGbk(text),
      [head, row()].map((each) => each.map((cell = "") => fullWidth(cell)).join(",")).join("\n"),
      json,
      await workbook({ 表: [head, row()] }),
    ]) {
      const read = await readAs("pension_insurance", store("table", content));
      expect(read.bad).toEqual([]);
      expect(read.good).toEqual(good);
    }
  });

  test("is quarantined as one where it contradicts itself or a month of it is wrong", async () => {
    const rows = [row({ 5: "3" }), row({ 3: "202608，12.5；202609，13；" }), row()];
    const { good, bad } = await readAs(
      "pension_insurance",
      store("wrong", [head, ...rows].map((each) => each.join(",")).join("\n")),
    );
    expect(good).toHaveLength(2);
    expect(bad.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [2, "run", "run_mismatch"],
      [3, "peopleSeries", "not_whole"],
    ]);
    expect(bad[1]?.message).toMatch(/^2026-08：/);
    expect(bad[1]?.raw).toMatchObject({ 企业名称: "某公司" });
  });
});
