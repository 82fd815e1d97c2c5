import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { makeUscc } from "#lib/kernel/uscc.ts";

const folder = mkdtempSync(join(tmpdir(), "xinqiao-uscc-"));
afterAll(() => rmSync(folder, { recursive: true }));

function check(...files: string[]) {
  const script = new URL("./uscc.ts", import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...files], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, lines: stdout.split("\n").slice(0, -1), stderr };
}

const stored = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

test("each line gets its verdict, as it was received; the header of a CSV does not", () => {
  const path = stored(
    "mixed.csv",
    [
      "\uFEFFcode,name",
      "91110000802100433B,甲",
      "91110000802100433A,乙",
      "9111000080210043,丙",
      "911100O0802100433B,丁",
      '"91110000802100433B","戊,己"',
      " 91110000802100433b,庚\r",
      "",
      "９１１１００００８０２１００４３３Ｂ",
    ].join("\n"),
  );
  expect(check(path)).toEqual({
    status: 0,
    stderr: "",
    lines: [
      "91110000802100433B,valid,ok",
      "91110000802100433A,invalid,check_character",
      "9111000080210043,invalid,length",
      "911100O0802100433B,invalid,alphabet",
      "91110000802100433B,valid,ok",
      " 91110000802100433b,valid,ok",
      ",invalid,length",
      "９１１１００００８０２１００４３３Ｂ,valid,ok",
    ],
  });
});

test("the vectors give 209 valid, 79 warnings and 65 invalid", () => {
  const { lines } = check(
    new URL("../lib/kernel/fixtures/uscc_vectors.csv", import.meta.url).pathname,
  );
  const verdicts = lines.map((line) => line.split(",").at(-2));
  const count = (verdict: string) => verdicts.filter((each) => each === verdict).length;
  expect([count("valid"), count("warning"), count("invalid")]).toEqual([209, 79, 65]);
});

test("a hundred thousand bare codes in a gzipped file are read across the seams of its blocks", () => {
  const codes = Array.from({ length: 100_000 }, (_, serial) => makeUscc("91520102", serial));
  const { status, lines } = check(stored("many", gzipSync(codes.join("\n"))));
  expect(status).toBe(0);
  expect(lines).toEqual(codes.map((code) => `${code},valid,ok`));
});

test.each([
  ["no file", [], "用法"],
  ["a missing file", [join(folder, "none.csv")], "文件不存在"],
  ["a folder", [folder], "这是一个目录"],
])("%s ends with a clear message and exit code 2", (_, files, message) => {
  expect(check(...files)).toEqual({
    status: 2,
    lines: [],
    stderr: expect.stringContaining(message),
  });
});
