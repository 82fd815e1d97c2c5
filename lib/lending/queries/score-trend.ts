import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { applications } from "#db/schema/lending.ts";
import { scores } from "#db/schema/scoring.ts";
import type { Score } from "../../scoring/model.ts";

/** One score on the way of an enterprise at one institution. */
export type TrendPoint = Readonly<{
  at: Date;
  applicationNumber: string;
  total: number;
  grade: string;
  /** Scores of different cards stand on different scales. */
  cardHash: string;
  cardName: string;
}>;

const MOST_POINTS = 24;

type Of = Readonly<{ uscc: string; institutionId: string }>;

/**
 * The champion's scores that were made for this institution's applications of one enterprise, whichever
 * application, the oldest first: never another institution's, and none whose facts had to be deleted,
 * since with them the right to look back at it has ended.
 */
export async function scoresOfEnterprise(
  db: Db,
  { uscc, institutionId }: Of,
): Promise<readonly TrendPoint[]> {
  const rows = await db
    .select({
      at: scores.scoredAt,
      applicationNumber: applications.number,
      total: scores.total,
      grade: scores.grade,
      cardHash: scores.cardHash,
      cardId: scores.cardId,
      cardVersion: scores.cardVersion,
    })
    .from(scores)
    .innerJoin(applications, eq(applications.id, scores.applicationId))
    .where(
      and(
        eq(applications.uscc, uscc),
        eq(applications.institutionId, institutionId),
        eq(scores.role, "champion"),
        isNull(scores.factsDeletedAt),
      ),
    )
    .orderBy(desc(scores.scoredAt), desc(scores.id))
    .limit(MOST_POINTS);
  return rows
    .map(({ cardId, cardVersion, ...row }) => ({ ...row, cardName: nameOf(cardId, cardVersion) }))
    .reverse();
}

/** The one that was made a moment ago. */
export const trendPointOf = (
  { total, grade, card }: Score,
  { number }: Readonly<{ number: string }>,
  at: Date,
): TrendPoint => ({
  at,
  applicationNumber: number,
  total,
  grade,
  cardHash: card.hash,
  cardName: nameOf(card.id, card.version),
});

const nameOf = (id: string, version: number) => `${id} v${version}`;
