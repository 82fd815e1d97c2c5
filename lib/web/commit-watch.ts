import type { Db } from "#db/client.ts";

/**
 * The same database, and whether a transaction of it came as far as COMMIT. A connection that is lost
 * before that point has changed nothing; one that is lost after it may have changed everything.
 */
export function watchCommits(db: Db): Readonly<{ db: Db; commitSent: () => boolean }> {
  let sent = false;
  const transaction: Db["transaction"] = (work, config) =>
    db.transaction(async (tx) => {
      const result = await work(tx);
      sent = true;
      return result;
    }, config);
  const watched = Object.create(db, { transaction: { value: transaction } }) as Db; // Inherits the rest.
  return { db: watched, commitSent: () => sent };
}
