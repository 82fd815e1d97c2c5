import { and, desc, eq, lt, ne, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { accessLog, authorisations, disclosures } from "#db/schema/consent.ts";
import { accounts } from "#db/schema/identity.ts";
import { enterprises, institutions } from "#db/schema/registry.ts";
import { query } from "../operation/index.ts";
import { accessVerdicts, authorisationStages } from "./model.ts";

/** The answers of the gate that a list may be narrowed to; `denied` is every answer but `granted`. */
const answers = [...accessVerdicts, "denied"] as const;

/** What a list of looks is narrowed by. What cannot be read narrows nothing, like an empty field. */
export const AccessFilter = z.object({
  verdict: z.enum(answers).optional().catch(undefined),
  stage: z.enum(authorisationStages).optional().catch(undefined),
});

export const inFilter = ({ verdict, stage }: z.output<typeof AccessFilter>): SQL | undefined =>
  and(
    verdict === "denied"
      ? ne(accessLog.verdict, "granted")
      : verdict && eq(accessLog.verdict, verdict),
    stage && eq(accessLog.stage, stage),
  );

/** Who looked, for those outside the institution. */
export const maskedPerson = sql<string | null>`left(${accounts.displayName}, 1) || '**'`;

/** Looks with what lists name, and what became of the data that was given; the caller says which. */
export const accessRows = (db: Db, person: SQL<string | null>) =>
  db
    .select({
      id: accessLog.id,
      uscc: accessLog.uscc,
      enterpriseName: enterprises.name,
      at: accessLog.at,
      person,
      institutionName: institutions.name,
      stage: accessLog.stage,
      purpose: accessLog.purpose,
      items: accessLog.items,
      fromDay: accessLog.fromDay,
      verdict: accessLog.verdict,
      authorisationId: accessLog.authorisationId,
      authorisationNumber: authorisations.number,
      applicationId: accessLog.applicationId,
      keptAs: disclosures.status,
      keepUntil: disclosures.keepUntil,
      deletedAt: disclosures.deletedAt,
    })
    .from(accessLog)
    .leftJoin(enterprises, eq(enterprises.uscc, accessLog.uscc))
    .leftJoin(accounts, eq(accounts.id, accessLog.accountId))
    .leftJoin(institutions, eq(institutions.id, accessLog.institutionId))
    .leftJoin(authorisations, eq(authorisations.id, accessLog.authorisationId))
    .leftJoin(
      disclosures,
      and(eq(disclosures.uscc, accessLog.uscc), eq(disclosures.accessId, accessLog.id)),
    )
    .$dynamic();

const PAGE_SIZE = 50;
const EXPORT_SIZE = 1000;

const OwnAsked = AccessFilter.extend({
  institutionId: z.uuid().optional().catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

const ownAccess = (size: number) =>
  query(
    "consent.access_log",
    OwnAsked,
    async ({ db, actor }, { institutionId, before, ...filter }) => {
      const rows = await accessRows(db, maskedPerson)
        .where(
          and(
            eq(accessLog.uscc, actor.uscc),
            institutionId ? eq(accessLog.institutionId, institutionId) : undefined,
            inFilter(filter),
            before ? lt(accessLog.id, before) : undefined,
          ),
        )
        .orderBy(desc(accessLog.id))
        .limit(size + 1);
      const page = rows.slice(0, size);
      return { page, before: rows.length > size ? page.at(-1)?.id : undefined };
    },
  );

/** Who looked at the enterprise's data, when, at what, on what ground; refused looks too. */
export const listOwnAccess = ownAccess(PAGE_SIZE);
/** The same in the portions of an export. */
export const exportOwnAccess = ownAccess(EXPORT_SIZE);
export type OwnAccess = Awaited<ReturnType<typeof listOwnAccess>>["page"][number];

const RECENT_DAYS = 30;

/** Which institutions ever looked, how often of late, and how many looks' data they still hold. */
export const summariseOwnAccess = query(
  "consent.access_log",
  z.object({}),
  async ({ db, actor, now }) => {
    const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000).toISOString();
    const [counts, kept] = await Promise.all([
      db
        .select({
          id: institutions.id,
          name: institutions.name,
          granted: sql<number>`count(*) filter (where ${accessLog.verdict} = 'granted' and ${accessLog.at} >= ${since})::int`,
          denied: sql<number>`count(*) filter (where ${accessLog.verdict} <> 'granted' and ${accessLog.at} >= ${since})::int`,
        })
        .from(accessLog)
        .innerJoin(institutions, eq(institutions.id, accessLog.institutionId))
        .where(eq(accessLog.uscc, actor.uscc))
        .groupBy(institutions.id, institutions.name)
        .orderBy(institutions.name),
      db
        .select({ status: disclosures.status, count: sql<number>`count(*)::int` })
        .from(disclosures)
        .where(eq(disclosures.uscc, actor.uscc))
        .groupBy(disclosures.status),
    ]);
    const keptAs = (status: string) => kept.find((row) => row.status === status)?.count ?? 0;
    return {
      days: RECENT_DAYS,
      institutions: counts,
      granted: counts.reduce((sum, row) => sum + row.granted, 0),
      denied: counts.reduce((sum, row) => sum + row.denied, 0),
      held: keptAs("held"),
      due: keptAs("due"),
      deleted: keptAs("deleted"),
    };
  },
);
