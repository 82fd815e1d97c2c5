import { and, desc, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { scores } from "#db/schema/scoring.ts";
import { cardsFor } from "./card.ts";

/** How long a decision may rest on a score, in hours. */
export const SCORE_HOURS = 24;

export type StoredScore = NonNullable<Awaited<ReturnType<typeof latestScore>>>;

/**
 * The score that the institution last made for an application; null before the profile is opened. A
 * challenger's score is not it, whatever it says.
 */
export async function latestScore(db: Db, applicationId: string) {
  const [row] = await db
    .select({
      id: scores.id,
      cardHash: scores.cardHash,
      total: scores.total,
      grade: scores.grade,
      facts: scores.facts,
      result: scores.result,
      scoredAt: scores.scoredAt,
      factsDeletedAt: scores.factsDeletedAt,
    })
    .from(scores)
    .where(and(eq(scores.applicationId, applicationId), eq(scores.role, "champion")))
    .orderBy(desc(scores.scoredAt), desc(scores.id))
    .limit(1);
  return row ?? null;
}

type Standing = Pick<StoredScore, "cardHash" | "scoredAt" | "factsDeletedAt">;

/** Whether a decision may rest on it: made within a day, by the card in force, from facts still held. */
export async function isUsable(
  db: Db,
  institutionId: string,
  { cardHash, scoredAt, factsDeletedAt }: Standing,
  now: Date,
): Promise<boolean> {
  const age = now.getTime() - scoredAt.getTime();
  if (factsDeletedAt !== null || age >= SCORE_HOURS * 3_600_000) return false;
  const { champion } = await cardsFor(db, institutionId, now);
  return cardHash === champion.hash;
}
