import { and, asc, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { auditLines } from "#db/schema/audit.ts";
import { lineHash } from "../audit/index.ts";
import { isSignedBy, type PublicKey, type Signer } from "../kernel/signing.ts";
import { canonical, type Chain } from "./contents.ts";

/**
 * The lines of one chain that are asked for, whole, and between and after them only places and hashes
 * of the others, up to the head, which is signed: enough to follow the chain, and nothing of what
 * other lines tell.
 */
export async function chainExtract(
  db: Db,
  {
    chain,
    seqs,
    signer,
    now,
  }: Readonly<{ chain: string; seqs: readonly number[]; signer: Signer; now: Date }>,
): Promise<Chain> {
  // One statement, so that it ends where the last line that it sees stands.
  const rows = await db
    .select({
      seq: auditLines.seq,
      previousHash: auditLines.previousHash,
      hash: auditLines.hash,
      at: auditLines.at,
      kind: auditLines.kind,
      // The text is not even read where it is not shown.
      body: seqs.length
        ? sql<
            string | null
          >`case when ${inArray(auditLines.seq, [...seqs])} then ${auditLines.body} end`
        : sql<string | null>`null`,
    })
    .from(auditLines)
    .where(
      and(
        eq(auditLines.chain, chain),
        seqs.length ? gte(auditLines.seq, Math.min(...seqs)) : undefined,
      ),
    )
    .orderBy(seqs.length ? asc(auditLines.seq) : desc(auditLines.seq))
    .limit(seqs.length ? MOST_LINES : 1);
  const lines = rows.map(({ at, kind, body, ...link }) =>
    body === null ? link : { ...link, at: at.toISOString(), kind, body },
  );
  const last = rows.at(-1);
  if (!last) return { chain, lines: [], head: null };
  const statement = {
    kind: "xinqiao.chain_head",
    chain,
    seq: last.seq,
    hash: last.hash,
    at: now.toISOString(),
  } as const;
  const signature = signer.sign(Buffer.from(canonical(statement), "utf8"));
  return { chain, lines, head: { statement, signature } };
}

/** Far more than an enterprise does; beyond it the signed head is that of the last line shown. */
const MOST_LINES = 200_000;

/** The first thing that is wrong with an extract, in words; null: it holds together. */
export function chainFault(
  { chain, lines, head }: Chain,
  trusted: readonly PublicKey[],
): string | null {
  if (!head) return lines.length > 0 ? "缺少签名的链尾" : null;
  const { statement, signature } = head;
  if (!isSignedBy(trusted, Buffer.from(canonical(statement), "utf8"), signature))
    return `链尾的签名无效或密钥 ${signature.keyId} 不受信任`;
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before && line.seq !== before.seq + 1) return `第 ${before.seq + 1} 行缺失`;
    if (before && line.previousHash !== before.hash) return `第 ${line.seq} 行未接续上一行`;
    if ("body" in line && lineHash({ chain, ...line }) !== line.hash)
      return `第 ${line.seq} 行与其哈希不符`;
  }
  const last = lines.at(-1);
  if (
    statement.chain !== chain ||
    !last ||
    last.seq !== statement.seq ||
    last.hash !== statement.hash
  )
    return "最后一行与签名的链尾不符";
  return null;
}
