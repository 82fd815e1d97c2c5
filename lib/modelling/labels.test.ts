import { describe, expect, test } from "vitest";
import { readLabels } from "./labels.ts";

const header = "企业代号,企业名称,信誉评级,是否违约\n";
const labelsIn = (text: string) => Object.fromEntries(readLabels(Buffer.from(text)));

describe("a labels file", () => {
  test("tells of each firm whether it defaulted; a blank label tells nothing", () => {
    expect(labelsIn(`${header}E1,甲,D,是\nE2,乙,A,否\nE3,丙,,\nE4,丁,A\n`)).toEqual({
      E1: true,
      E2: false,
    });
  });

  test("may have a byte order mark, other columns, spaces, quotes and Windows line ends", () => {
    expect(labelsIn('\uFEFF是否违约 ,企业代号\r\n"是", E1 \r\n')).toEqual({ E1: true });
  });

  test("may be what a spreadsheet on a Chinese system saves", () => {
    // The same two columns and one firm of each kind, in GB 18030.
    const bytes = "c6f3d2b5b4fabac52ccac7b7f1cea5d4bc0a45312ccac70a45322cb7f10a";
    expect(Object.fromEntries(readLabels(Buffer.from(bytes, "hex")))).toEqual({
      E1: true,
      E2: false,
    });
  });

  test("may say the same of a firm twice", () => {
    expect(labelsIn(`${header}E1,甲,A,是\nE1,甲,A,是\n`)).toEqual({ E1: true });
  });

  test.each([
    ["without the column", "企业代号,企业名称\nE1,甲\n", "缺少列：是否违约"],
    ["that is empty", "", "没有任何一行"],
    [
      "with an unknown label",
      `${header}E2,甲,A,否\nE1,甲,A,maybe\n`,
      "第 3 行的是否违约应为“是”或“否”，而不是“maybe”",
    ],
    ["with a label of nobody", `${header},甲,A,是\n`, "第 2 行没有企业代号"],
    [
      "with two labels of one firm",
      `${header}E1,甲,A,是\nE1,甲,A,否\n`,
      "第 3 行：E1 的是否违约与前面的行不一致",
    ],
    ["with blank labels alone", `${header}E1,甲,A,\n`, "没有任何一行"],
    ["with a quote that does not close", `${header}"E1,甲,A,是\n`, "不是有效的 CSV 文件"],
  ])("%s is refused, and why", (_, text, said) => {
    expect(() => labelsIn(text)).toThrow(said);
  });
});
