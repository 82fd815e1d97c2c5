import { index, integer, jsonb, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import type { Score } from "../../lib/scoring/model.ts";
import { identifier, instant, usccColumn } from "./columns.ts";

export const scoring = pgSchema("scoring");

/** A score as it was given, with everything needed to give it again bit for bit. */
export const scores = scoring.table(
  "score",
  {
    id: identifier(),
    uscc: usccColumn().notNull(),
    /** Whose card and for whom: the institution that asked; null for the enterprise's own view. */
    institutionId: uuid(),
    applicationId: uuid(),
    cardId: text().notNull(),
    cardVersion: integer().notNull(),
    /** Lower-case hex SHA-256 of the card's canonical JSON. */
    cardHash: text().notNull(),
    /** The facts that went in, unknown ones as null. */
    facts: jsonb().$type<Record<string, number | string | null>>().notNull(),
    result: jsonb().$type<Score>().notNull(),
    total: integer().notNull(),
    grade: text().notNull(),
    scoredAt: instant().notNull(),
  },
  (table) => [index("score_by_application").on(table.applicationId, table.scoredAt)],
);
