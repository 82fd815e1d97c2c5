import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { Refusal } from "../../kernel/refusal.ts";
import { sha256 } from "../../kernel/signing.ts";
import { normaliseUscc } from "../../kernel/uscc.ts";
import type { BatchReport } from "../batches.ts";
import type { ItemId } from "../catalogue.ts";
import { ingest } from "../ingest.ts";
import type { Received } from "../judge.ts";
import { inspectFile, openFile } from "../readers/index.ts";

type Released = Readonly<{
  pullId: string;
  item: ItemId;
  uscc: string;
  source: string;
  body: Buffer;
  now: Date;
}>;

/**
 * What a department released, through the reader and the checks of every batch; or in words why it is
 * of no use. Each pull is a batch of its own: the same answer again, after something else was said in
 * between, must count again.
 */
export async function land(sql: Sql, released: Released): Promise<BatchReport | string> {
  const { pullId, item, uscc, source, body, now } = released;
  const folder = await mkdtemp(join(tmpdir(), "xinqiao-pull-"));
  const path = join(folder, "answer.jsonl");
  try {
    await writeFile(path, body, { mode: 0o600 });
    const { rows } = await openFile(item, await inspectFile(path));
    return await ingest(sql, {
      item,
      source,
      channel: "pull",
      contentHash: sha256(`${pullId} ${sha256(body)}`),
      rows: about(uscc, rows),
      now,
    });
  } catch (error) {
    if (error instanceof Refusal) return `部门返回的内容无法使用：${error.message}`;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A department that answers with somebody else's rows has not answered: they are set aside. */
async function* about(uscc: string, rows: AsyncIterable<Received>): AsyncGenerator<Received> {
  for await (const row of rows) {
    if ("problem" in row || normaliseUscc(row.uscc) === uscc) yield row;
    else yield { line: row.line, problem: foreign, raw: row.raw ?? {} };
  }
}

const foreign = {
  field: "uscc",
  rule: "other_enterprise",
  message: "“统一社会信用代码”不是所查询的企业。",
} as const;
