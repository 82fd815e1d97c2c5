import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import {
  normaliseUscc,
  checkUscc,
  USCC_LENGTH,
  usccReasonAt,
  usccVerdicts,
} from "#lib/kernel/uscc.ts";

/**
 * `npm run -s uscc -- <file>` prints `code,verdict,reason` for each line of a file, gzipped or not:
 * bare codes, or a CSV whose first column is the code. The code is printed as it was received.
 */
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const FLUSH_AT = 1 << 16;

const verdictTails = Object.fromEntries(
  Object.entries(usccVerdicts).map(([reason, verdict]) => [
    reason,
    Buffer.from(`,${verdict},${reason}\n`),
  ]),
);
const HEADER = /^"?(code|uscc|统一社会信用代码)/i;

let output = Buffer.allocUnsafe(FLUSH_AT * 2);
let filled = 0;
let firstLine = true;

const [file] = process.argv.slice(2);
if (file === undefined)
  fail("用法：npm run -s uscc -- <文件>（每行一个代码，或首列为代码的 CSV，可为 .gz）");
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader, such as `head`, has seen enough.
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
try {
  await checkFile(file);
} catch (error) {
  const cause = error as NodeJS.ErrnoException; // What streams throw.
  const reasons: Record<string, string> = {
    ENOENT: "文件不存在",
    EACCES: "没有读取权限",
    EISDIR: "这是一个目录",
  };
  fail(`无法读取 ${file}：${reasons[cause.code ?? ""] ?? cause.message}`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

async function checkFile(path: string) {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of await opened(path)) {
    const block = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = block.indexOf(LINE_FEED); end >= 0; end = block.indexOf(LINE_FEED, start)) {
      checkLine(block, start, end);
      start = end + 1;
    }
    rest = block.subarray(start);
    if (filled >= FLUSH_AT) await flush();
  }
  if (rest.length > 0) checkLine(rest, 0, rest.length);
  await flush();
}

/** Told by its first two bytes, so that a gzipped file may have any name. */
async function opened(path: string): Promise<AsyncIterable<Buffer>> {
  const start = createReadStream(path, { end: 1 });
  const magic = Buffer.concat(await Array.fromAsync(start as AsyncIterable<Buffer>));
  const stream = createReadStream(path, { highWaterMark: FLUSH_AT });
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return stream;
  const gunzip = createGunzip();
  stream.on("error", (error) => gunzip.destroy(error));
  return stream.pipe(gunzip);
}

function checkLine(block: Buffer, start: number, end: number) {
  if (end > start && block[end - 1] === CARRIAGE_RETURN) end--;
  if (firstLine) {
    firstLine = false;
    if (block[start] === 0xef && block[start + 1] === 0xbb && block[start + 2] === 0xbf) start += 3;
    if (HEADER.test(block.toString("utf8", start, end))) return;
  }
  let stop = start;
  while (stop < end && block[stop] !== COMMA) stop++;
  const plain = stop - start === USCC_LENGTH;
  const reason = plain ? usccReasonAt(block, start) : "alphabet";
  // What looks wrong gets a second look as a person's typing: spaces, full width, lower case, quotes.
  if (reason === "alphabet") return checkTyped(block.toString("utf8", start, end));
  write(block, start, stop, reason);
}

function checkTyped(line: string) {
  const typed = line.startsWith('"')
    ? (/^"((?:[^"]|"")*)"/.exec(line)?.[1]?.replaceAll('""', '"') ?? line)
    : line.split(",", 1).join("");
  const { reason } = checkUscc(normaliseUscc(typed));
  const printed = Buffer.from(/[",]/.test(typed) ? `"${typed.replaceAll('"', '""')}"` : typed);
  write(printed, 0, printed.length, reason);
}

function write(from: Buffer, start: number, end: number, reason: keyof typeof usccVerdicts) {
  const tail = verdictTails[reason];
  if (!tail) throw new Error(`no verdict for ${reason}`);
  const needed = filled + end - start + tail.length;
  if (needed > output.length) {
    const larger = Buffer.allocUnsafe(needed * 2);
    output.copy(larger, 0, 0, filled);
    output = larger;
  }
  for (let index = start; index < end; index++) output[filled++] = from[index] ?? 0;
  filled += tail.copy(output, filled);
}

/** Waits for the reader, so that a long file does not pile up in memory. */
async function flush() {
  const full = Buffer.from(output.subarray(0, filled));
  filled = 0;
  if (!process.stdout.write(full))
    await new Promise((resolve) => process.stdout.once("drain", resolve));
}
