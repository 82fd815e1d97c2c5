import canonicalize from "canonicalize";
import { z } from "zod";
import { isSignedBy, sha256, type PublicKey, type Signer } from "../kernel/signing.ts";
import type { Head, LogFault } from "./model.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const Statement = z.strictObject({
  at: z.iso.datetime({ precision: 3 }),
  /** By chain. */
  heads: z.array(z.strictObject({ chain: z.string(), seq: z.int(), hash, count: z.int() })),
  /** SHA-256 of the line before, so that none can be taken out of the file; null in the first. */
  previous: hash.nullable(),
});
const Checkpoint = Statement.extend({
  signature: z.strictObject({
    algorithm: z.enum(["SM2-SM3", "Ed25519"]),
    keyId: z.string(),
    // In its one form: base64 leaves bits at its end that decode to nothing.
    value: z.string().refine((text) => Buffer.from(text, "base64").toString("base64") === text),
  }),
});
type Statement = z.infer<typeof Statement>;

/** The line of the checkpoint file that says this, signed. */
export function checkpointLine(statement: Statement, signer: Signer): string {
  const signature = signer.sign(Buffer.from(canonical(statement), "utf8"));
  return canonical({ ...statement, signature });
}

/** When a line of the file says that it was made; null where it is none. Its signature is not asked. */
export function timeOfCheckpoint(line: string): Date | null {
  const parsed = Checkpoint.safeParse(json(line));
  return parsed.success ? new Date(parsed.data.at) : null;
}

/** A head as checkpoints tell of it: since which, and until when the chain ended there. */
export type KnownHead = Readonly<{
  seq: number;
  hash: string;
  count: number;
  checkpoint: number;
  lastAt: string;
}>;

export type KnownHeads = Readonly<{
  read: number;
  lastAt: string | null;
  /** By chain, in order of their numbers. */
  heads: ReadonlyMap<string, readonly KnownHead[]>;
  /** Place in the file, from 1, by the SHA-256 of the line. */
  places: ReadonlyMap<string, number>;
  faults: readonly LogFault[];
}>;

/**
 * Reads the lines of a checkpoint file. What no trusted key signed, or what does not follow the line
 * before it, is a fault and vouches for nothing.
 */
export async function readCheckpoints(
  lines: Iterable<string> | AsyncIterable<string>,
  trusted: readonly PublicKey[],
): Promise<KnownHeads> {
  const heads = new Map<string, KnownHead[]>();
  const places = new Map<string, number>();
  const faults: LogFault[] = [];
  let previous: string | null = null;
  let lastAt: string | null = null;
  let place = 0;
  for await (const line of lines) {
    place += 1;
    const read = statementIn(line, trusted);
    const wrong =
      typeof read === "string"
        ? read
        : read.previous === previous
          ? null
          : "it does not name the checkpoint before it: one was taken out or changed";
    previous = sha256(line);
    places.set(previous, place);
    if (wrong !== null || typeof read === "string") {
      const detail = `checkpoint ${place}: ${wrong}`;
      faults.push({ chain: null, seq: null, fault: "checkpoint_signature", detail });
      continue;
    }
    lastAt = read.at;
    for (const head of read.heads) learn(heads, head, place, read.at);
  }
  for (const known of heads.values()) known.sort((one, other) => one.seq - other.seq);
  return { read: place, lastAt, heads, places, faults };
}

/** What a line says, or what is wrong with it. */
function statementIn(line: string, trusted: readonly PublicKey[]): Statement | string {
  const parsed = Checkpoint.safeParse(json(line));
  if (!parsed.success || canonical(parsed.data) !== line)
    return "it is not the text of a checkpoint";
  const { signature, ...statement } = parsed.data;
  if (isSignedBy(trusted, Buffer.from(canonical(statement), "utf8"), signature)) return statement;
  return trusted.some(({ keyId }) => keyId === signature.keyId)
    ? "its signature does not hold"
    : `the key ${signature.keyId} is not among the trusted ones`;
}

/** A chain at rest is named by every checkpoint and remembered once. */
function learn(
  heads: Map<string, KnownHead[]>,
  { chain, seq, hash, count }: Head,
  checkpoint: number,
  at: string,
): void {
  const known = heads.get(chain) ?? [];
  const last = known.at(-1);
  if (last?.seq === seq && last.hash === hash && last.count === count) {
    known[known.length - 1] = { ...last, lastAt: at };
  } else known.push({ seq, hash, count, checkpoint, lastAt: at });
  heads.set(chain, known);
}

function canonical(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("a checkpoint without canonical form");
  return text;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // No JSON: not the text of a checkpoint either.
  }
}
