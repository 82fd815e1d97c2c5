import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { Refusal } from "../refusal.ts";
import type { FileFormat } from "./format.ts";
import { EncodingVote, formatOf, isGzip, type Encoding } from "./detect.ts";

/** What a first pass over a file tells of it; names and endings are not believed. */
export type FileFacts = Readonly<{
  path: string;
  /** SHA-256 of the bytes as they are. */
  hash: string;
  /** SHA-256 of the content, unpacked. */
  contentHash: string;
  packed: boolean;
  format: FileFormat;
  encoding: Encoding;
  /** Of a text; 0 of a workbook, which tells its rows only while it is read. */
  lines: number;
}>;

const CHUNK = 1 << 18;
/** A packed file of a megabyte can hold terabytes of nothing. */
const MAX_UNPACKED = 8 * 1024 ** 3;
const LINE_FEED = 0x0a;

/** Looks through a whole file once, without holding more than a piece of it. */
export async function inspectFile(path: string): Promise<FileFacts> {
  const hash = createHash("sha256");
  const unpackedHash = createHash("sha256");
  const vote = new EncodingVote();
  let packed: boolean | null = null;
  let format: FileFormat | null = null;
  let lines = 0;
  let last = LINE_FEED;
  const raw = rawBytes(path, (chunk) => {
    packed ??= isGzip(chunk);
    hash.update(chunk);
  });
  for await (const chunk of unpacked(raw, path)) {
    format ??= formatOf(chunk);
    if (packed) unpackedHash.update(chunk);
    if (format === "xlsx") continue;
    vote.add(chunk);
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1))
      lines += 1;
    last = chunk.at(-1) ?? last;
  }
  if (format === null) throw unreadable("empty_file", "文件是空的，请核对后重新上传。");
  const digest = hash.digest("hex");
  return {
    path,
    hash: digest,
    contentHash: packed ? unpackedHash.digest("hex") : digest,
    packed: packed ?? false,
    format,
    encoding: vote.encoding(),
    lines: last === LINE_FEED ? lines : lines + 1,
  };
}

/** The content of a file, unpacked where it is packed. */
export const contentOf = (path: string): AsyncGenerator<Buffer> =>
  unpacked(
    rawBytes(path, () => undefined),
    path,
  );

async function* rawBytes(path: string, seen: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
      const bytes = chunk as Buffer; // A stream without an encoding yields nothing else.
      seen(bytes);
      yield bytes;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException; // What file streams throw.
    const reason = code === "ENOENT" ? "文件不存在" : code === "EACCES" ? "没有读取权限" : message;
    throw unreadable("unreadable_file", `无法读取 ${path}：${reason}。`, error);
  }
}

async function* unpacked(raw: AsyncGenerator<Buffer>, path: string): AsyncGenerator<Buffer> {
  const first = await raw.next();
  if (first.done) return;
  const whole = prefixed(first.value, raw);
  if (!isGzip(first.value)) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const feeding = feed(whole, gunzip);
  let size = 0;
  try {
    for await (const chunk of gunzip) {
      const bytes = chunk as Buffer; // And neither does this one.
      size += bytes.length;
      if (size > MAX_UNPACKED) throw unreadable("too_large", "文件解压后过大，请拆分后重新上传。");
      yield bytes;
    }
    await feeding;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // Zlib's errors carry a code, ours does not.
    if (!code?.startsWith("Z_")) throw error;
    throw unreadable("damaged_file", `${path} 的压缩内容已损坏，请重新打包上传。`, error);
  } finally {
    gunzip.destroy();
    await feeding.catch(() => undefined); // Thrown above already, or no longer wanted.
  }
}

async function feed(source: AsyncIterable<Buffer>, gunzip: ReturnType<typeof createGunzip>) {
  try {
    for await (const chunk of source) {
      if (gunzip.destroyed) return;
      if (!gunzip.write(chunk)) await drained(gunzip);
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error); // What generators of this file throw is an Error.
    throw error;
  }
}

const drained = (gunzip: ReturnType<typeof createGunzip>) =>
  new Promise<void>((resolve) => {
    const done = () => {
      gunzip.off("drain", done);
      gunzip.off("close", done);
      resolve();
    };
    gunzip.on("drain", done);
    gunzip.on("close", done);
  });

async function* prefixed(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** A file that is not taken in, with the reason for the person who sent it. */
export const unreadable = (reason: string, message: string, cause?: unknown) =>
  new Refusal("invalid", `intake.${reason}`, message, { cause });
