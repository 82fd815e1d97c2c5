import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";

export type AsSent = Readonly<Record<string, unknown>>;
type Asking = Readonly<{ accountId: string }>;

/**
 * Quarantined rows as they were sent, by id. The database gives them to a person of the department that
 * answers for the item and to nobody else: for the operator, and for a stranger, the map is empty.
 */
export async function rowsAsSent(
  db: Db,
  { accountId }: Asking,
  ids: readonly number[],
): Promise<ReadonlyMap<number, AsSent>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ id: number; raw: AsSent }>(sql`
    select id::float8 as id, raw from intake.quarantined_rows(${accountId}, ${listed(ids)}::bigint[])`);
  return new Map(rows.map(({ id, raw }) => [id, raw]));
}

/** What was typed to correct a quarantined row, by submission, while it has not landed; likewise. */
export async function correctionsAsSent(
  db: Db,
  { accountId }: Asking,
  quarantineId: number,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const rows = await db.execute<{ id: string; content: Buffer }>(sql`
    select id, content from intake.corrections_of(${accountId}, ${quarantineId}) where content is not null`);
  const typed = (content: Buffer) => JSON.parse(content.toString()) as Record<string, string>; // Written by correctQuarantined.
  return new Map(rows.map(({ id, content }) => [id, typed(content)]));
}

const listed = (ids: readonly number[]): string => `{${ids.join(",")}}`;
