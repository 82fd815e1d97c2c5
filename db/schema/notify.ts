import { index, pgSchema, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { identifier, instant } from "./columns.ts";

export const notify = pgSchema("notify");

/** A message to everybody who acts for one organisation, shown in its portal until it is read. */
export const messages = notify.table(
  "message",
  {
    id: identifier(),
    /** `enterprise:<uscc>`, `institution:<id>`, `department:<id>`, as the audit chains are named. */
    organisation: text().notNull(),
    kind: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    /** Where to go, within the portal. */
    href: text(),
    /** The same event tells once. */
    onceKey: text().notNull(),
    at: instant().notNull(),
    readAt: instant(),
    readBy: uuid(),
  },
  (table) => [
    uniqueIndex("message_once").on(table.organisation, table.onceKey),
    index("message_by_organisation").on(table.organisation, table.at),
  ],
);
