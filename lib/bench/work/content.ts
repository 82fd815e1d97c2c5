import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ISql } from "postgres";
import { Refusal } from "../../kernel/refusal.ts";

const PREFIX = "xinqiao-bench-";
/** Longer than any run may take: what is older was left by a process that was killed. */
const LEFT_MS = 60 * 60_000;

/** Writes a table to a file that only this account can read, for as long as the work on it takes. */
export async function withContent<Result>(
  sql: ISql,
  tableId: string,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  try {
    const path = join(folder, "table");
    await pipeline(
      Readable.from(portionsOf(sql, tableId)),
      createWriteStream(path, { mode: 0o600 }),
    );
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* portionsOf(sql: ISql, tableId: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const [part] = await sql<{ content: Buffer }[]>`
      select content from scoring.bench_part where table_id = ${tableId} and number = ${number}`;
    if (!part && number === 0)
      throw new Refusal("not_found", "bench.no_table", "表格已经删除，请重新上传。");
    if (!part) return;
    yield part.content;
  }
}

/** Removes copies that a killed process has left behind; returns how many. */
export async function removeLeftovers(now: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const facts = await stat(folder).catch(() => null); // Its own process was quicker.
    if (!facts || now.getTime() - facts.mtimeMs < LEFT_MS) continue;
    await rm(folder, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
