import type { Db } from "#db/client.ts";
import { auditEntries } from "#db/schema/audit.ts";

export type AuditEntry = Readonly<{
  entity: string;
  entityId: string;
  /** Named fields, never a row that holds a secret. */
  detail?: Readonly<Record<string, unknown>>;
}>;

type Line = AuditEntry & Readonly<{ verb: string; actorId: string | null; at: Date }>;

/** One line in the audit log, in the transaction of the command that it is about. */
export async function writeAudit(db: Db, { detail, ...line }: Line): Promise<void> {
  await db.insert(auditEntries).values({ ...line, detail: { ...detail } });
}
