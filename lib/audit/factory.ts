import { generateKeyPairSync } from "node:crypto";
import type { Sql } from "#db/client.ts";
import { signerOf, type Signer } from "../kernel/signing.ts";
import { CHAIN_START, lineHash } from "./hash.ts";
import type { LogLine, LogRecord } from "./model.ts";
import { inSnapshot, readLog } from "./read-log.ts";

/** Appends lines as whoever the connection is, one after the other. */
export async function appendLines(sql: Sql, chain: string, count: number): Promise<number[]> {
  const made: number[] = [];
  for (let n = 1; n <= count; n++) {
    const body = JSON.stringify({ verb: "test.write", n, detail: { reason: `理由 ${n}\u2028"` } });
    const [row] = await sql<{ seq: number }[]>`
      select audit.append_for_web(${chain}, 'command', ${body}) as seq`;
    made.push(row?.seq ?? 0);
  }
  return made;
}

/** A line of the log as it would have been written at another time, by the owner. */
export async function storeLine(
  owner: Sql,
  {
    chain,
    at,
    kind = "command",
    body = "{}",
  }: Readonly<{ chain: string; at: Date; kind?: string; body?: string }>,
): Promise<number> {
  const instant = at.toISOString();
  const [row] = await owner<{ seq: number }[]>`
    insert into audit.line (chain, seq, at, kind, body, previous_hash, hash)
    select ${chain}, last.seq + 1, ${instant}::timestamptz, ${kind}, ${body}, last.hash,
      audit.line_hash(${chain}, last.seq + 1, ${instant}::timestamptz, ${kind}, ${body}, last.hash)
    from (select seq, hash from audit.line where chain = ${chain}
      union all select 0, ${CHAIN_START} order by seq desc limit 1) last
    returning seq`;
  return row?.seq ?? 0;
}

/** What an owner can do who switches the triggers off, and on again. */
export async function tamper(owner: Sql, work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const tables = ["audit.line", "audit.anchor", "consent.access_log"];
  for (const table of tables) await owner`alter table ${owner(table)} disable trigger user`;
  await work(owner);
  for (const table of tables)
    await owner`
      alter table ${owner(table)} enable always trigger insert_only, enable always trigger never_truncated`;
}

/** Everything that an export would hold. */
export function recordsOf(sql: Sql): Promise<LogRecord[]> {
  return inSnapshot(sql, async (tx) => (await Array.fromAsync(readLog(tx))).flat());
}

/** A chain made without a database. */
export function aChain(chain: string, bodies: readonly string[]): LogLine[] {
  const lines: LogLine[] = [];
  for (const [index, body] of bodies.entries()) {
    const unhashed = {
      chain,
      seq: index + 1,
      at: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
      kind: "command",
      body,
      previousHash: lines.at(-1)?.hash ?? CHAIN_START,
    };
    lines.push({ ...unhashed, hash: lineHash(unhashed) });
  }
  return lines;
}

export function aSigner(kind: "SM2" | "Ed25519" = "Ed25519"): Signer {
  const { privateKey } =
    kind === "SM2"
      ? generateKeyPairSync("ec", { namedCurve: "SM2" })
      : generateKeyPairSync("ed25519");
  return signerOf(privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"));
}
