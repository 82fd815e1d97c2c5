import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { applicationEventTable as events, applications } from "#db/schema/lending.ts";
import { demands } from "#db/schema/matching.ts";
import { productTable, productVersions } from "#db/schema/products.ts";
import { enterprises, institutions } from "#db/schema/registry.ts";
import { lastEvent } from "../move.ts";

/** The step that ended the waiting for a decision. */
const decisionEvent = (db: Db) =>
  db
    .select({ at: events.at })
    .from(events)
    .where(
      and(
        eq(events.applicationId, applications.id),
        inArray(events.kind, ["approve", "reject", "withdraw"]),
      ),
    )
    .orderBy(events.seq)
    .limit(1)
    .as("decision_event");

/** An application with everything that lists and pages name; the caller says which ones. */
export function applicationRows(db: Db, last = lastEvent(db)) {
  const decision = decisionEvent(db);
  return db
    .select({
      id: applications.id,
      number: applications.number,
      uscc: applications.uscc,
      enterpriseName: enterprises.name,
      institutionId: applications.institutionId,
      institutionName: institutions.name,
      productName: productTable.name,
      productVersionId: applications.productVersionId,
      demandId: applications.demandId,
      demandNumber: demands.number,
      amountFen: demands.amountFen,
      termMonths: demands.termMonths,
      maximumRateBps: demands.maximumRateBps,
      purpose: demands.purpose,
      guaranteeKind: demands.guaranteeKind,
      note: demands.note,
      authorisationId: applications.authorisationId,
      promisedDays: productVersions.promisedDays,
      appliedAt: applications.appliedAt,
      state: last.state,
      /** The last step; a form sends it back, so that it acts on what the person saw. */
      seq: last.seq,
      stateSince: last.at,
      decidedAt: decision.at,
    })
    .from(applications)
    .innerJoinLateral(last, sql`true`)
    .leftJoinLateral(decision, sql`true`)
    .innerJoin(demands, eq(demands.id, applications.demandId))
    .innerJoin(enterprises, eq(enterprises.uscc, applications.uscc))
    .innerJoin(institutions, eq(institutions.id, applications.institutionId))
    .innerJoin(productVersions, eq(productVersions.id, applications.productVersionId))
    .innerJoin(productTable, eq(productTable.id, applications.productId))
    .$dynamic();
}

export const PAGE_SIZE = 25;

/** Where a page ended: the instant and the id of its last row. An unreadable one means the first page. */
export const Cursor = z
  .string()
  .transform((text) => text.split("_"))
  .pipe(z.tuple([z.iso.datetime(), z.uuid()]))
  .optional()
  .catch(undefined);
type Direction = "asc" | "desc";

export const inOrder = (direction: Direction) =>
  sql`${applications.appliedAt} ${sql.raw(direction)}, ${applications.id} ${sql.raw(direction)}`;

export function beyond(cursor: z.output<typeof Cursor>, direction: Direction) {
  if (!cursor) return undefined;
  const [at, id] = cursor;
  const comparison = sql.raw(direction === "asc" ? ">" : "<");
  return sql`(${applications.appliedAt}, ${applications.id}) ${comparison} (${at}::timestamptz, ${id}::uuid)`;
}

/** Cuts a page out of one row more than it holds, and says where the next begins. */
export function cut<Row extends { id: string; appliedAt: Date }>(rows: readonly Row[]) {
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  const more = rows.length > PAGE_SIZE && last !== undefined;
  return { page, after: more ? `${last.appliedAt.toISOString()}_${last.id}` : undefined };
}
