import type { Sql } from "postgres";

/** How a submission says that it corrects a quarantined row: no client ever sends such a key. */
const PREFIX = "quarantine:";

type Linked = Readonly<{ clientId: string | null; idempotencyKey: string | null }>;

export const correctionKey = (quarantineId: number): string => `${PREFIX}${quarantineId}`;

/** The quarantined row that a submission corrects; null: it corrects none. */
export function quarantineIdOf({ clientId, idempotencyKey }: Linked): number | null {
  if (clientId !== null || !idempotencyKey?.startsWith(PREFIX)) return null;
  const id = Number(idempotencyKey.slice(PREFIX.length));
  return Number.isSafeInteger(id) ? id : null;
}

/** The corrected row has landed: the quarantined one is settled, in the same transaction. */
export async function settleCorrection(
  sql: Sql,
  submission: Linked & Readonly<{ accountId: string }>,
  batchId: number,
  now: Date,
): Promise<void> {
  const id = quarantineIdOf(submission);
  if (id === null) return;
  await sql`
    update intake.quarantine set status = 'corrected', settled_by = ${submission.accountId},
      settled_at = ${now.toISOString()}::timestamptz, corrected_batch_id = ${batchId}
    where id = ${id} and status = 'open'`;
}
