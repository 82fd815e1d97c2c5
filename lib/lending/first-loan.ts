import { and, eq, ne, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { applicationEventTable as events, applications } from "#db/schema/lending.ts";
import type { Standing } from "./move.ts";
import { latestScore, owesNothing } from "./scores.ts";

/**
 * Whether a loan is the enterprise's first (首贷, domain.md §6.5), as far as the platform can know:
 * `false` when it lent to it before or a balance at a bank is on record; `true` when neither and the
 * balance is known to be zero; null when the balance is unknown, for unknown is not zero.
 */
export async function isFirstLoan(
  db: Db,
  { id, uscc }: Pick<Standing, "id" | "uscc">,
): Promise<boolean | null> {
  // Two institutions that lend to one enterprise at the same moment must not both be the first.
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('first loan'), hashtext(${uscc}))`);
  const [earlier] = await db
    .select({ id: events.applicationId })
    .from(events)
    .innerJoin(applications, eq(applications.id, events.applicationId))
    .where(and(eq(applications.uscc, uscc), ne(applications.id, id), eq(events.kind, "disburse")))
    .limit(1);
  if (earlier) return false;
  const score = await latestScore(db, id);
  return score && owesNothing(db, score.id);
}
