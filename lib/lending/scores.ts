import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { scores } from "#db/schema/scoring.ts";

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
      scoredAt: scores.scoredAt,
      factsDeletedAt: scores.factsDeletedAt,
      authorisationId: scores.authorisationId,
      limitPolicyHash: scores.limitPolicyHash,
    })
    .from(scores)
    .where(and(eq(scores.applicationId, applicationId), eq(scores.role, "champion")))
    .orderBy(desc(scores.scoredAt), desc(scores.id))
    .limit(1);
  return row ?? null;
}

/** What a score says of the grade and the limit, without anything that it was given from. */
export async function outcomeOf(db: Db, scoreId: string) {
  const [outcome] = await db.execute<{ gradeLabel: string; suggestedFen: number | null }>(
    sql`select grade_label as "gradeLabel", suggested_fen::float8 as "suggestedFen" from scoring.outcome_of(${scoreId})`,
  );
  if (!outcome) throw new Error(`no score ${scoreId}`);
  return outcome;
}

/** Whether the enterprise owed no bank anything when it was scored; null: not known. */
export async function owesNothing(db: Db, scoreId: string): Promise<boolean | null> {
  const [row] = await db.execute<{ nothing: boolean | null }>(
    sql`select scoring.owes_nothing(${scoreId}) as nothing`,
  );
  return row?.nothing ?? null;
}
