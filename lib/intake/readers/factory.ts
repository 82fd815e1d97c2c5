import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import type { Item } from "../items/schema.ts";
import { tidyCode } from "../codes.ts";
import { makeJudge } from "../judge.ts";
import type { ItemId } from "../catalogue.ts";
import { itemOf } from "../catalogue.ts";
import type { Quarantined } from "../landing.ts";
import { inspectFile, openFile } from "./index.ts";

/** For tests: files of any kind, and what is read from them. */

export type Folder = Readonly<{
  store: (name: string, content: string | Uint8Array) => string;
  remove: () => void;
}>;

export function tempFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), "xinqiao-readers-"));
  return {
    store: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

let gbkBytes: ReadonlyMap<string, readonly number[]> | undefined;

/** A text in GBK, which no part of Node writes: by turning the decoder's table round. */
export function inGbk(text: string): Buffer {
  gbkBytes ??= decodedPairs();
  const table = gbkBytes;
  return Buffer.from(
    [...text].flatMap((char) => {
      const bytes = char < "\u0080" ? [char.charCodeAt(0)] : table.get(char);
      if (!bytes) throw new Error(`not in GBK: ${char}`);
      return bytes;
    }),
  );
}

function decodedPairs(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder("gb18030");
  const pairs = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (trail !== 0x7f && char.length === 1 && !pairs.has(char)) pairs.set(char, [lead, trail]);
    }
  return pairs;
}

/** A workbook of sheets, each a list of rows. */
export async function workbook(
  sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>,
  dress: (book: ExcelJS.Workbook) => void = () => undefined,
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets))
    book.addWorksheet(name).addRows(rows.map((row) => [...row]));
  dress(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export type Read = Readonly<{
  /** Lines of COPY text. */
  good: readonly string[];
  bad: readonly Quarantined[];
  ignored: readonly string[];
}>;

/** What a file says as an item, with every code taken as registered. */
export async function readAs(item: ItemId, path: string, today = "2026-11-21"): Promise<Read> {
  const file = await openFile(item, await inspectFile(path));
  const good: string[] = [];
  const bad: Quarantined[] = [];
  const judge = judgeOf(itemOf(item), today);
  for await (const row of file.rows) judge(row, good, bad);
  return { good, bad, ignored: file.ignored() };
}

const judgeOf = (item: Item, today: string) =>
  makeJudge(item, today, { prepare: async () => undefined, find: tidyCode });
