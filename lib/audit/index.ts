import canonicalize from "canonicalize";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import type { Actor } from "../access/model.ts";

export type {
  ChainReport,
  LogAnchor,
  LogFault,
  LogLine,
  LogRange,
  LogRecord,
  LogReport,
} from "./model.ts";
export { lineHash } from "./hash.ts";
export { verifyLog } from "./verify.ts";
export { verifyDatabase, type DatabaseReport } from "./verify-database.ts";
export { readCheckpointLines, readExport } from "./export-file.ts";
export { exportLog } from "./export.ts";
export { makeCheckpoint } from "./make-checkpoint.ts";
export { purgeLog, type ChainPurge, type PurgeReport } from "./purge.ts";

export type AuditEntry = Readonly<{
  entity: string;
  entityId: string;
  /** Named fields, never a row that holds a secret. */
  detail?: Readonly<Record<string, unknown>>;
}>;

type Command = AuditEntry &
  Readonly<{
    verb: string;
    /** null: a person without an account. */
    actor: Actor | null;
    at: Date;
  }>;

/**
 * The chain that an actor's doings are written in: one an organisation, so that organisations do not
 * wait for each other.
 */
export function chainOf(actor: Actor | null): string {
  if (!actor) return "public";
  switch (actor.role) {
    case "enterprise":
      return `enterprise:${actor.uscc}`;
    case "loan_officer":
      return `institution:${actor.institutionId}`;
    case "department":
      return `department:${actor.departmentId}`;
    case "regulator":
      return `region:${actor.regionCode}`;
    case "operator":
      return "platform";
  }
}

/**
 * One line in the audit log, in the transaction of the command that it is about. The last statement
 * of that transaction: it takes the lock of the actor's chain and holds it until the commit, so
 * whoever waits for it must not hold anything that its holder still needs.
 */
export async function writeAudit(
  db: Db,
  { verb, actor, entity, entityId, detail, at }: Command,
): Promise<void> {
  const actorId = actor?.accountId ?? null;
  const body = { verb, actorId, entity, entityId, detail: detail ?? {}, at };
  await append(db, chainOf(actor), "command", body);
}

/**
 * A receipt as a line of a chain: proof that something was handed over or deleted. Returns
 * `chain:seq`, under which it is found. The lock of the chain is held until the commit: nothing but
 * the command's own line may come after it, and where several are written, in the order of their
 * chains' names.
 */
export async function writeReceipt(
  db: Db,
  chain: string,
  body: Readonly<Record<string, unknown>>,
): Promise<string> {
  return `${chain}:${await append(db, chain, "receipt", body)}`;
}

async function append(
  db: Db,
  chain: string,
  kind: "command" | "receipt",
  body: Readonly<Record<string, unknown>>,
): Promise<number> {
  const [row] = await db.execute<{ seq: number }>(
    sql`select audit.append_for_web(${chain}, ${kind}, ${bodyText(body)}) as seq`,
  );
  if (!row) throw new Error("the audit log gave no number");
  return row.seq;
}

/** Canonical JSON (RFC 8785), of what JSON, UTF-8 and the database can all hold. */
function bodyText(body: Readonly<Record<string, unknown>>): string {
  const plain: unknown = JSON.parse(
    JSON.stringify(body, (_key, value: unknown) => {
      if (typeof value === "bigint") return value.toString();
      return typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\uFFFD") : value;
    }),
  );
  const text = canonicalize(plain);
  if (text === undefined) throw new Error("a line without canonical form");
  return text;
}
