import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import type { LogRecord } from "./model.ts";

/** One line of an export file, without its line feed. */
export const recordText = (record: LogRecord): string => JSON.stringify(record);

/** The records of an export file, a few thousand at a time. `onBytes` tells how far it has read. */
export async function* readExport(
  file: string,
  onBytes: (count: number) => void = () => undefined,
): AsyncGenerator<readonly LogRecord[]> {
  let place = 0;
  for await (const lines of linesOf(file, { onBytes })) {
    yield lines.map((line) => {
      place += 1;
      return recordIn(line, place);
    });
  }
}

/** The lines of a checkpoint file. One without its line feed was never finished and does not count. */
export async function* readCheckpointLines(file: string): AsyncGenerator<string> {
  for await (const lines of linesOf(file, { finishedOnly: true }))
    for (const line of lines) yield line.toString("utf8");
}

/** Not node:readline: it also splits at U+2028, which may stand in a body. */
async function* linesOf(
  file: string,
  {
    onBytes = () => undefined,
    finishedOnly = false,
  }: Readonly<{ onBytes?: (count: number) => void; finishedOnly?: boolean }>,
): AsyncGenerator<readonly Buffer[]> {
  let rest: Buffer[] = [];
  let bytes = 0;
  const stream: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: 1 << 20 });
  for await (const chunk of stream) {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const piece = chunk.subarray(start, end);
      lines.push(rest.length > 0 ? Buffer.concat([...rest, piece]) : piece);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    bytes += chunk.length;
    onBytes(bytes);
    yield lines;
  }
  if (rest.length > 0 && !finishedOnly) yield [Buffer.concat(rest)];
}

/** Exactly what `recordText` writes, and nothing beside it. */
export function recordIn(line: Buffer, place: number): LogRecord {
  const malformed = { type: "malformed", place } as const;
  if (!isUtf8(line)) return malformed;
  try {
    const value: unknown = JSON.parse(line.toString("utf8"));
    return value !== null && typeof value === "object" && isRecord(value) ? value : malformed;
  } catch {
    return malformed;
  }
}

const fields = {
  export: { at: isText, checkpoint: (value: unknown) => value === null || isText(value) },
  anchor: { chain: isText, seq: isNumber, hash: isText, purgedAt: isText, lines: isNumber },
  line: {
    chain: isText,
    seq: isNumber,
    at: isText,
    kind: isText,
    body: isText,
    previousHash: isText,
    hash: isText,
  },
} as const satisfies Record<string, Record<string, (value: unknown) => boolean>>;
const known = new Map(Object.entries(fields).map(([type, of]) => [type, Object.entries(of)]));

function isRecord(value: object): value is LogRecord {
  const given = value as Record<string, unknown>; // An object read from JSON.
  const of = known.get(String(given["type"]));
  return (
    of !== undefined &&
    Object.keys(given).length === of.length + 1 &&
    of.every(([name, is]) => is(given[name]))
  );
}

/** Half a surrogate pair has no UTF-8 form, and would be hashed as another character. */
function isText(value: unknown): boolean {
  return typeof value === "string" && value.isWellFormed();
}

function isNumber(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
