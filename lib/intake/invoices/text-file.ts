import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { Refusal } from "../../kernel/refusal.ts";

export type TextFile = Readonly<{
  path: string;
  /** SHA-256 of the content, unpacked: packing a file again does not make it another one. */
  hash: string;
  lines: number;
  encoding: "utf-8" | "gb18030";
  header: readonly string[];
}>;

export type Line = Readonly<{ number: number; text: string }>;

const LINE_FEED = 0x0a;
const HEADER_BYTES = 4096;

/** A first pass over a file, gzipped or not: what it is, how long, and what its columns are called. */
export async function openTextFile(path: string): Promise<TextFile> {
  const hash = createHash("sha256");
  let lines = 0;
  let last = LINE_FEED;
  let beginning = Buffer.alloc(0);
  for await (const chunk of bytesOf(path)) {
    hash.update(chunk);
    if (beginning.length < HEADER_BYTES)
      beginning = Buffer.concat([beginning, chunk]).subarray(0, HEADER_BYTES);
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) lines++;
    last = chunk.at(-1) ?? last;
  }
  if (last !== LINE_FEED) lines++;
  const encoding = encodingOf(beginning);
  const [first = ""] = new TextDecoder(encoding).decode(beginning).split(/\r?\n/, 1);
  return {
    path,
    hash: hash.digest("hex"),
    lines,
    encoding,
    header: splitLine(first)?.map((name) => name.trim()) ?? [],
  };
}

/** The lines after the header, with their numbers as an editor shows them. Empty ones say nothing. */
export async function* linesOf(file: TextFile): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder(file.encoding);
  let rest = "";
  let number = 0;
  const numbered = (texts: readonly string[]) =>
    texts
      .map((text) => ({
        number: (number += 1),
        text: text.endsWith("\r") ? text.slice(0, -1) : text,
      }))
      .filter((line) => line.number > 1 && line.text !== "");
  for await (const chunk of bytesOf(file.path)) {
    const texts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = texts.pop() ?? "";
    yield numbered(texts);
  }
  yield numbered([rest + decoder.decode()]);
}

/** The columns of one line; null where its quotes do not close. Invoice files break no line within quotes. */
export function splitLine(text: string): string[] | null {
  if (!text.includes('"')) return text.split(",");
  const columns: string[] = [];
  const column = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  while (column.lastIndex <= text.length) {
    const found = column.exec(text);
    if (!found) return null;
    columns.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] === "") return columns;
  }
  return columns;
}

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  try {
    const source = createReadStream(path, { highWaterMark: 1 << 18 });
    if (!path.endsWith(".gz")) return yield* source as AsyncIterable<Buffer>;
    const unpacked = createGunzip({ chunkSize: 1 << 18 });
    source.on("error", (error) => unpacked.destroy(error));
    yield* source.pipe(unpacked) as AsyncIterable<Buffer>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // What streams throw.
    const reason = code === "ENOENT" ? "文件不存在" : code === "EACCES" ? "没有读取权限" : message;
    throw new Refusal("invalid", "intake.unreadable_file", `无法读取 ${path}：${reason}。`, {
      cause: error,
    });
  }
}

/** Spreadsheets on Chinese systems save GB 18030; a header that is not UTF-8 tells. */
function encodingOf(beginning: Buffer): TextFile["encoding"] {
  const end = beginning.indexOf(LINE_FEED);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(
      end < 0 ? beginning : beginning.subarray(0, end),
    );
    return "utf-8";
  } catch {
    return "gb18030";
  }
}
