import { bigint, index, integer, jsonb, pgSchema, text, uuid } from "drizzle-orm/pg-core";
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
    /** The look of the access log that disclosed the facts; null for the enterprise's own view. */
    accessId: bigint({ mode: "number" }),
    cardId: text().notNull(),
    cardVersion: integer().notNull(),
    /** Lower-case hex SHA-256 of the card's canonical JSON. */
    cardHash: text().notNull(),
    /** The facts that went in, unknown ones as null; empty once their data life is over. */
    facts: jsonb().$type<Record<string, number | string | null>>().notNull(),
    factsDeletedAt: instant(),
    result: jsonb().$type<Score>().notNull(),
    total: integer().notNull(),
    grade: text().notNull(),
    scoredAt: instant().notNull(),
  },
  (table) => [index("score_by_application").on(table.applicationId, table.scoredAt),
    index("score_by_access").on(table.uscc, table.accessId),
  ],
);
