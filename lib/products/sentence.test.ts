import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { indicators } from "../credit/indicators.ts";
import { fenFromWan } from "../kernel/money.ts";
import { facts, factOf, showFact } from "./facts.ts";
import { demandFacts, type Condition, type FactId } from "./model.ts";
import { regionName } from "./region-names.ts";
import { sentence } from "./sentence.ts";

const grade: Condition = { kind: "one_of", fact: "taxGrade", values: ["A", "B", "M"] };
const age: Condition = { kind: "at_least", fact: "monthsEstablished", value: 24 };
const tax: Condition = { kind: "at_least", fact: "taxPaid12Fen", value: fenFromWan(1) };

describe("a condition reads as Chinese", () => {
  test.each<[string, Condition]>([
    ["纳税信用级别为 A、B、M 之一", grade],
    ["成立月数不少于 24 个月", age],
    ["近12个月实缴税额不少于 1 万元", tax],
    ["近12个月逾期申报次数不超过 2 次", { kind: "at_most", fact: "lateDeclarations12", value: 2 }],
    ["当前欠税为 0 元", { kind: "at_most", fact: "taxArrearsFen", value: 0 }],
    ["近四个季度利润总额多于 0 元", { kind: "above", fact: "profit12Fen", value: 0 }],
    ["近四个季度利润总额不超过 0 元", { kind: "at_most", fact: "profit12Fen", value: 0 }],
    [
      "销项开票同比不低于 -30.00%",
      { kind: "at_least", fact: "invoiceSalesGrowthBps", value: -3000 },
    ],
    ["前五大客户占比不高于 93.00%", { kind: "at_most", fact: "topFiveCustomersBps", value: 9300 }],
    ["企业规模为小型、微型之一", { kind: "one_of", fact: "sizeClass", values: ["small", "micro"] }],
    ["纳税信用级别不为 D", { kind: "none_of", fact: "taxGrade", values: ["D"] }],
    [
      "行业门类不为金融业、房地产业中的任何一个",
      { kind: "none_of", fact: "industrySection", values: ["J", "K"] },
    ],
    [
      "申请金额在 10 万元至 300 万元之间",
      { kind: "between", fact: "demandAmountFen", low: fenFromWan(10), high: fenFromWan(300) },
    ],
    ["注册地在贵阳市", { kind: "in_regions", fact: "regionCode", regions: ["520100"] }],
    [
      "注册地在贵阳市、遵义市红花岗区之一",
      { kind: "in_regions", fact: "regionCode", regions: ["520100", "520302"] },
    ],
    [
      "纳税信用级别为 A、B、M 之一，且成立月数不少于 24 个月",
      { kind: "all", conditions: [grade, age] },
    ],
    [
      "纳税信用级别为 A、B、M 之一，成立月数不少于 24 个月，且近12个月实缴税额不少于 1 万元",
      { kind: "all", conditions: [grade, age, tax] },
    ],
    [
      "成立月数不少于 24 个月，且（纳税信用级别为 A、B、M 之一，或近12个月实缴税额不少于 1 万元）",
      { kind: "all", conditions: [age, { kind: "any", conditions: [grade, tax] }] },
    ],
  ])("%s", (words, condition) => {
    expect(sentence(condition)).toBe(words);
  });

  test.each<[string, Condition]>([
    ["成立月数少于 24 个月", age],
    ["纳税信用级别不为 A、B、M 中的任何一个", grade],
    ["注册地不在贵州省", { kind: "in_regions", fact: "regionCode", regions: ["520000"] }],
    ["参保人数不在 3 人至 5 人之间", { kind: "between", fact: "headcount", low: 3, high: 5 }],
    ["成立月数不少于 24 个月", { kind: "not", condition: age }],
    [
      "纳税信用级别不为 A、B、M 中的任何一个，或成立月数少于 24 个月",
      { kind: "all", conditions: [grade, age] },
    ],
  ])("its opposite: %s", (words, condition) => {
    expect(sentence({ kind: "not", condition })).toBe(words);
  });

  test("an all within an all needs no brackets, and a single part no link", () => {
    const inner: Condition = { kind: "all", conditions: [{ kind: "any", conditions: [age] }, tax] };
    expect(sentence({ kind: "all", conditions: [grade, inner] })).toBe(
      "纳税信用级别为 A、B、M 之一，成立月数不少于 24 个月，且近12个月实缴税额不少于 1 万元",
    );
  });
});

describe("a fact as people read it", () => {
  test.each<[FactId, number | string | null, string]>([
    ["taxPaid12Fen", 12_400_000, "12.40 万元"],
    ["taxPaid12Fen", 0, "0 元"],
    ["taxArrearsFen", 2_000, "20.00 元"],
    ["profit12Fen", -5_000_000, "-5 万元"],
    ["taxPaid12Fen", null, "未知"],
    ["demandMaximumRateBps", 435, "4.35%"],
    ["customerHhi", 1800, "1800"],
    ["headcount", 12, "12 人"],
    ["taxGrade", "M", "M"],
    ["sizeClass", "micro", "微型"],
    ["demandGuarantee", "credit", "信用"],
    ["demandPurpose", "equipment", "购置设备"],
    ["industrySection", "C", "制造业"],
    ["regionCode", "520102", "贵阳市南明区"],
    ["regionCode", "110101", "行政区划 110101"],
    ["headcount", "十二", "十二"],
  ])("%s %s is %s", (id, value, shown) => {
    expect(showFact(id, value)).toBe(shown);
  });

  test("the dictionary has every indicator and every fact of a demand, and rests on the same items", () => {
    expect(facts.map(({ id }) => id)).toEqual([...indicators.map(({ id }) => id), ...demandFacts]);
    for (const { id, kind, items } of indicators) expect(factOf(id)).toMatchObject({ kind, items });
    for (const id of demandFacts) expect(factOf(id).items).toEqual([]);
  });

  test("the names of the province's places are those of the reference table", () => {
    const rows = (file: string) =>
      readFileSync(new URL(`../../db/reference/regions/${file}.csv`, import.meta.url), "utf8")
        .replaceAll('"', "")
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(","))
        .filter(([code]) => code?.startsWith("52"));
    const cities = new Map(rows("cities").map(([code, name]) => [code, name]));
    expect(cities.size).toBe(9);
    for (const [code, name] of cities) expect(regionName(`${code}00`)).toBe(name);
    for (const [code = "", name, city] of rows("areas")) {
      expect(regionName(code)).toBe(`${cities.get(city)}${name}`);
    }
  });
});
