import { describe, expect, test } from "vitest";
import { Refusal } from "../kernel/refusal.ts";
import { cardIn } from "./card-file.ts";

const refusalOf = (format: "json" | "pmml", text: string) => {
  const beyond = { id: "card", version: 1, validFrom: "2026-01-01" };
  try {
    cardIn(format === "json" ? { format, text } : { format, text, ...beyond });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return null;
};

describe("a file that is no card is refused at the field of the file, in words that say what it is not", () => {
  test.each([
    ["json", "", "不是有效的 JSON"],
    ["json", "null", "文件开头"],
    ["json", "[1, 2]", "文件开头"],
    ["json", '{"form": 2, "name": 7}', "不是本平台的评分卡"],
    ["json", '{"form": 1}', "不是本平台的评分卡"],
    ["pmml", "", "不能作为评分卡导入"],
    ["pmml", "a,b\n1,2\n", "不能作为评分卡导入"],
    ["pmml", "<html><body/></html>", "<PMML>"],
    ["pmml", '<PMML version="4.4"><TreeModel/></PMML>', "没有 <Scorecard> 模型"],
    ["pmml", "PK\u0003\u0004\u0000\u0000", "不能作为评分卡导入"],
  ] as const)("%s %j", (format, text, said) => {
    const refusal = refusalOf(format, text);
    expect(refusal?.message).toContain(said);
    expect(refusal?.fields).toEqual([{ path: "text", message: refusal?.message }]);
  });
});
