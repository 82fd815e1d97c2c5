import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { documentTerms } from "./factory.ts";
import { runsOf } from "../../paper/font.ts";
import { authorisationText, renderAuthorisationPdf, type DocumentTerms } from "./index.ts";

const words = (terms: DocumentTerms) =>
  authorisationText(terms)
    .flatMap(({ heading, lines, list }) => [heading, ...lines, ...list])
    .join("\n");

describe("the text of an authorisation", () => {
  test("says who, to whom, what, why, how often, how far back, how long and how to end it", () => {
    const text = words(documentTerms());
    for (const said of [
      "企业信用信息查询授权书",
      "SQ-2026-000123",
      "宁波海曙示例机电有限公司（统一社会信用代码 91330203MA2AG12345）",
      "示例银行宁波市分行（统一社会信用代码 91330200844051234X）",
      "纳税缴费信用级别",
      "用电缴费",
      "贷前信用审查",
      "最多查询 5 次，每日不超过 2 次",
      "不早于当月之前第 24 个月的首日",
      "自 2026-11-21 09:30 起，至 2026-12-22 00:00 止",
      "最多保存 90 天",
      "撤回",
      "访问记录",
      "王小明（法定代表人）",
      "https://xinqiao.example/verify",
    ]) {
      expect(text).toContain(said);
    }
  });

  test("of the platform's own speaks of processing, and of no institution", () => {
    const text = words(
      documentTerms({
        platform: true,
        granteeName: "信桥融资信用服务平台",
        granteeUscc: null,
        purpose: "platform_processing",
        stage: "platform",
        frequency: null,
      }),
    );
    expect(text).toContain("平台数据处理授权书");
    expect(text).toContain("不向任何机构披露");
    expect(text).not.toContain("null");
  });

  test("numbers its sections without a gap", () => {
    const headings = authorisationText(documentTerms())
      .slice(1)
      .map(({ heading }) => heading[0]);
    expect(headings.join("")).toBe("一二三四五六七八九十十");
  });
});

describe("the PDF", () => {
  test("is the same byte for byte for the same terms, and another for others", async () => {
    const one = await renderAuthorisationPdf(documentTerms());
    expect(one.equals(await renderAuthorisationPdf(documentTerms()))).toBe(true);
    const other = await renderAuthorisationPdf(documentTerms({ maximumQueries: 6 }));
    expect(one.equals(other)).toBe(false);
  });

  test("carries its own subset of the typeface and stays small", async () => {
    const pdf = await renderAuthorisationPdf(documentTerms());
    expect(pdf.subarray(0, 8).toString()).toBe("%PDF-1.7");
    expect(pdf.includes("/FontFile2")).toBe(true);
    expect(pdf.length).toBeLessThan(100_000);
  });

  test("lets every character be copied out, in every section", async () => {
    const terms = documentTerms({ enterpriseName: "骉犇示例有限公司" });
    const copied = charactersOf(await renderAuthorisationPdf(terms));
    const shown = new Set(words(terms).replace(/\s/g, ""));
    expect([...shown].filter((character) => !copied.has(character))).toEqual([]);
  });
});

describe("characters that are rare", () => {
  test("come from the slice of the typeface that has them", () => {
    const [common, rare, end] = runsOf("王骉先生");
    expect([common?.text, rare?.text, end?.text]).toEqual(["王", "骉", "先生"]);
    expect(rare?.name).not.toBe(common?.name);
  });

  test("and in no slice are written as their number, never as an empty box", () => {
    expect(runsOf("龚䶮")).toMatchObject([{ text: "龚〔U+4DAE〕" }]);
  });
});

/** The characters that a PDF's fonts name for their glyphs. */
function charactersOf(pdf: Buffer): ReadonlySet<string> {
  const found = new Set<string>();
  for (
    let start = pdf.indexOf("stream\n");
    start >= 0;
    start = pdf.indexOf("\nstream\n", start + 7)
  ) {
    const from = pdf.indexOf("stream\n", start) + 7;
    const text = unpacked(pdf.subarray(from, pdf.indexOf("\nendstream", from)));
    if (!text.includes("begincmap")) continue;
    for (const [, entry = ""] of text.matchAll(/<((?:[0-9a-f]{4} ?)+)>/g)) {
      const units = entry.split(" ").map((unit) => parseInt(unit, 16));
      found.add(String.fromCharCode(...units));
    }
  }
  return found;
}

function unpacked(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString("latin1");
  } catch {
    return ""; // Not a packed stream.
  }
}
