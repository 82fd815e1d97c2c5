import { hash } from "node:crypto";
import type { LogLine } from "./model.ts";

/** The hash that the first line of a chain names as the one before it. */
export const CHAIN_START = "0".repeat(64);

/** The hash of a line, by the recipe of `audit.line_hash` (db/functions/audit.sql). */
export function lineHash(line: Omit<LogLine, "hash">): string {
  const { previousHash, chain, seq, at, kind, body } = line;
  const parts = [previousHash, chain, String(seq), at, kind, body];
  return hash("sha256", parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(","));
}
