import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { splitLine } from "#lib/kernel/files/csv.ts";
import { linesOf, openTextFile } from "./text-file.ts";

const folder = mkdtempSync(join(tmpdir(), "xinqiao-text-"));
afterAll(() => rmSync(folder, { recursive: true }));

const stored = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const linesIn = async (path: string) =>
  (await Array.fromAsync(linesOf(await openTextFile(path)))).flat();

test("lines carry the numbers that an editor shows; empty ones are passed over", async () => {
  const path = stored("plain.csv", "\uFEFF代号,名称\r\nE1,甲\r\n\r\nE2,乙");
  expect(await openTextFile(path)).toMatchObject({
    lines: 4,
    encoding: "utf-8",
    header: ["代号", "名称"],
  });
  expect(await linesIn(path)).toEqual([
    { number: 2, text: "E1,甲" },
    { number: 4, text: "E2,乙" },
  ]);
});

test("packing a file leaves its content what it was", async () => {
  const content = "代号\n" + Array.from({ length: 50_000 }, (_, index) => `E${index}`).join("\n");
  const [plain, packed] = [stored("a.csv", content), stored("a.csv.gz", gzipSync(content))];
  expect((await openTextFile(packed)).hash).toBe((await openTextFile(plain)).hash);
  expect(await linesIn(packed)).toEqual(await linesIn(plain));
});

test("a file saved by a Chinese spreadsheet program is read as GB 18030", async () => {
  // 企业\nE1,有效 in GBK.
  const bytes = Buffer.concat([
    Buffer.from([0xc6, 0xf3, 0xd2, 0xb5]),
    Buffer.from("\nE1,"),
    Buffer.from([0xd3, 0xd0, 0xd0, 0xa7]),
  ]);
  const path = stored("gbk.csv", bytes);
  expect(await openTextFile(path)).toMatchObject({ encoding: "gb18030", header: ["企业"] });
  expect(await linesIn(path)).toEqual([{ number: 2, text: "E1,有效" }]);
});

test("a missing file and a broken archive are named", async () => {
  await expect(openTextFile(join(folder, "none.csv"))).rejects.toThrow(/none\.csv：文件不存在/);
  const packed = gzipSync("代号\n".repeat(1000));
  await expect(openTextFile(stored("broken.csv.gz", packed.subarray(0, 20)))).rejects.toThrow(
    /broken.*压缩内容已损坏/,
  );
});

test.each([
  ["a,b,c", ["a", "b", "c"]],
  ['a,"b, c",d', ["a", "b, c", "d"]],
  ['"say ""yes""",', ['say "yes"', ""]],
  ['a,"b', "open"],
  ['a,"b"c', null],
  ['a,5" 管', ["a", '5" 管']],
  ['="0123",b', ["0123", "b"]],
])("%j splits into %j", (text, columns) => {
  expect(splitLine(text)).toEqual(columns);
});
