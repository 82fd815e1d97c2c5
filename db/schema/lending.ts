import {
  integer,
  index,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { applicationEvents, applicationStates } from "../../lib/lending/model.ts";
import type { EventPayload } from "../../lib/lending/model.ts";
import { oneOf } from "./checks.ts";
import { identifier, instant, usccColumn } from "./columns.ts";
import { authorisations } from "./consent.ts";
import { demands } from "./matching.ts";
import { productVersions } from "./products.ts";
import { enterprises, institutions } from "./registry.ts";

export const lending = pgSchema("lending");

export const applicationNumbers = lending.sequence("application_number");

/** What an application is; it never changes. Where it stands is told by its events. */
export const applications = lending.table(
  "application",
  {
    id: identifier(),
    /** Human-readable, `DK-2026-000123`. */
    number: text().notNull().unique(),
    demandId: uuid()
      .notNull()
      .references(() => demands.id),
    productId: uuid().notNull(),
    productVersionId: uuid()
      .notNull()
      .references(() => productVersions.id),
    institutionId: uuid()
      .notNull()
      .references(() => institutions.id),
    uscc: usccColumn()
      .notNull()
      .references(() => enterprises.uscc),
    authorisationId: uuid()
      .notNull()
      .references(() => authorisations.id),
    appliedAt: instant().notNull(),
  },
  (table) => [
    // A double click, or two tabs, give one application.
    unique("application_once").on(table.demandId, table.productId),
    index("application_inbox").on(table.institutionId, table.appliedAt),
    index("application_by_enterprise").on(table.uscc, table.appliedAt),
  ],
);

/**
 * Everything that happened to an application, append only. The primary key is the lock: of two
 * people who move the same application, one inserts the next number and the other is told.
 */
export const applicationEventTable = lending.table(
  "event",
  {
    applicationId: uuid()
      .notNull()
      .references(() => applications.id),
    seq: integer().notNull(),
    kind: text({ enum: applicationEvents }).notNull(),
    state: text({ enum: applicationStates }).notNull(),
    at: instant().notNull(),
    actorId: uuid().notNull(),
    payload: jsonb().$type<EventPayload>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.seq] }),
    oneOf("event_kind", table.kind, applicationEvents),
    oneOf("event_state", table.state, applicationStates),
    index("event_by_kind").on(table.kind, table.at),
  ],
);
