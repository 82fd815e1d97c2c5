import { bigint, index, integer, pgSchema, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

export const audit = pgSchema("audit");

/**
 * The tamper-evident log: one chain an organisation, each with a gap-free sequence. A line is made by
 * `audit.append` alone, which computes the hash over exactly the bytes it stores. Insert only; a
 * trigger refuses update, delete and truncate (peers.md §5.1).
 */
export const auditLines = audit.table(
  "line",
  {
    /** `enterprise:<uscc>`, `institution:<id>`, `department:<id>`, `region:<code>`, `platform`, `public`. */
    chain: text().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
    at: instant().notNull(),
    /** `command`, `access`, `receipt`, `purge`: what kind of thing the body tells. */
    kind: text().notNull(),
    /** JSON text as it was hashed; never parsed and written again. */
    body: text().notNull(),
    /** Hex SHA-256 of the line before; 64 zeros at the start of a chain. */
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chain, table.seq] }),
    unique("line_previous").on(table.chain, table.previousHash),
    index("line_by_time").on(table.at),
  ],
);

/** Where the kept part of a chain begins after a purge: the last purged line's place and hash. */
export const auditAnchors = audit.table(
  "anchor",
  {
    chain: text().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
    hash: text().notNull(),
    purgedAt: instant().notNull(),
    lines: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.chain, table.seq] })],
);
