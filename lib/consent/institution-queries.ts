import { and, count, desc, eq, ilike, isNotNull, or, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { accessLog, authorisations } from "#db/schema/consent.ts";
import { accounts } from "#db/schema/identity.ts";
import { enterprises } from "#db/schema/registry.ts";
import { query } from "../operation/index.ts";
import { AccessFilter, accessRows, inFilter } from "./access-log.ts";
import { standingGroups, standingOf, type StandingGroup } from "./model.ts";
import { purposeCodes } from "./purposes.ts";

const PAGE_SIZE = 50;
const EXPORT_SIZE = 1000;

/** Part of an enterprise's name, or its code; an empty field asks for nothing. */
const Words = z
  .string()
  .trim()
  .max(50)
  .optional()
  .catch(undefined)
  .transform((text) => text || undefined);

/** Where a page ended: an instant and an id, apart by `_`. An unreadable one means the first page. */
const placeIn = (text: string) => text.split("_");

const named = (words: string | undefined): SQL | undefined =>
  words === undefined
    ? undefined
    : or(
        ilike(enterprises.name, `%${words.replaceAll(/[\\%_]/g, "\\$&")}%`),
        eq(enterprises.uscc, words.toUpperCase()),
      );

/** The groups of `standingGroupOf`, where the database can look for them. */
function inGroup(group: StandingGroup, now: Date): SQL {
  const { status, endsAt, usedQueries, maximumQueries } = authorisations;
  const running = sql`${endsAt} > ${now.toISOString()}::timestamptz`;
  switch (group) {
    case "unanswered":
      return sql`(${status} in ('created', 'requested') and ${running})`;
    case "live":
      return sql`(${status} = 'agreed' and ${running} and ${usedQueries} < ${maximumQueries})`;
    case "paused":
      return sql`(${status} = 'paused' and ${running})`;
    case "ended": {
      const others = [inGroup("unanswered", now), inGroup("live", now), inGroup("paused", now)];
      return sql`not (${sql.join(others, sql` or `)})`;
    }
  }
}

const Asked = z.object({
  group: z.enum(standingGroups).optional().catch(undefined),
  purpose: z.enum(purposeCodes).optional().catch(undefined),
  enterprise: Words,
  applicationId: z.uuid().optional().catch(undefined),
  after: z
    .string()
    .transform(placeIn)
    .pipe(z.tuple([z.iso.datetime(), z.uuid()]))
    .optional()
    .catch(undefined),
});

/**
 * What enterprises have given the officer's institution, and what it has asked them for; the newest
 * first. A draft that an enterprise has not signed is its own business and is not among them.
 */
export const listInstitutionAuthorisations = query(
  "consent.list_institution",
  Asked,
  async ({ db, actor, now }, { group, purpose, enterprise, applicationId, after }) => {
    const own = and(
      eq(authorisations.institutionId, actor.institutionId),
      or(isNotNull(authorisations.signedAt), isNotNull(authorisations.requestedBy)),
    );
    const beyond = after
      ? sql`(${authorisations.createdAt}, ${authorisations.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
      : undefined;
    const narrowed = and(
      own,
      purpose && eq(authorisations.purpose, purpose),
      named(enterprise),
      applicationId ? eq(authorisations.applicationId, applicationId) : undefined,
    );
    const [rows, counts] = await Promise.all([
      db
        .select({
          id: authorisations.id,
          number: authorisations.number,
          uscc: authorisations.uscc,
          enterpriseName: enterprises.name,
          items: authorisations.items,
          purpose: authorisations.purpose,
          stage: authorisations.stage,
          usedQueries: authorisations.usedQueries,
          maximumQueries: authorisations.maximumQueries,
          lookBackMonths: authorisations.lookBackMonths,
          dataLifeDays: authorisations.dataLifeDays,
          startsAt: authorisations.startsAt,
          endsAt: authorisations.endsAt,
          createdAt: authorisations.createdAt,
          signedAt: authorisations.signedAt,
          requestedBy: accounts.displayName,
          requestNote: authorisations.requestNote,
          applicationId: authorisations.applicationId,
          status: authorisations.status,
          statusAt: authorisations.statusAt,
          statusReason: authorisations.statusReason,
        })
        .from(authorisations)
        .innerJoin(enterprises, eq(enterprises.uscc, authorisations.uscc))
        .leftJoin(accounts, eq(accounts.id, authorisations.requestedBy))
        .where(and(narrowed, group && inGroup(group, now), beyond))
        .orderBy(desc(authorisations.createdAt), desc(authorisations.id))
        .limit(PAGE_SIZE + 1),
      Promise.all(
        standingGroups.map(async (one) => {
          const [found] = await db
            .select({ n: count() })
            .from(authorisations)
            .innerJoin(enterprises, eq(enterprises.uscc, authorisations.uscc))
            .where(and(narrowed, inGroup(one, now)));
          return [one, found?.n ?? 0] as const;
        }),
      ),
    ]);
    const page = rows.slice(0, PAGE_SIZE);
    const last = rows.length > PAGE_SIZE ? page.at(-1) : undefined;
    return {
      page: page.map((row) => ({ ...row, standing: standingOf(row, now) })),
      after: last && `${last.createdAt.toISOString()}_${last.id}`,
      counts: Object.fromEntries(counts) as Record<StandingGroup, number>, // One entry for each group.
    };
  },
);
export type InstitutionAuthorisation = Awaited<
  ReturnType<typeof listInstitutionAuthorisations>
>["page"][number];

const AccessAsked = AccessFilter.extend({
  enterprise: Words,
  after: z
    .string()
    .transform(placeIn)
    .pipe(
      z.tuple([
        z.iso.datetime(),
        z
          .string()
          .regex(/^\d{1,15}$/)
          .transform(Number),
      ]),
    )
    .optional()
    .catch(undefined),
});

/** By time, since the numbers of looks run over all enterprises and institutions. */
const institutionAccess = (size: number) =>
  query(
    "consent.access_log_institution",
    AccessAsked,
    async ({ db, actor }, { enterprise, after, ...filter }) => {
      const beyond = after
        ? sql`(${accessLog.at}, ${accessLog.id}) < (${after[0]}::timestamptz, ${after[1]}::bigint)`
        : undefined;
      const rows = await accessRows(db, sql`${accounts.displayName}`)
        .where(
          and(
            eq(accessLog.institutionId, actor.institutionId),
            inFilter(filter),
            named(enterprise),
            beyond,
          ),
        )
        .orderBy(desc(accessLog.at), desc(accessLog.id))
        .limit(size + 1);
      const page = rows.slice(0, size);
      const last = rows.length > size ? page.at(-1) : undefined;
      return { page, after: last && `${last.at.toISOString()}_${last.id}` };
    },
  );

/** What the officer's institution looked at, who did, and what the gate answered. */
export const listInstitutionAccess = institutionAccess(PAGE_SIZE);
/** The same in the portions of an export. */
export const exportInstitutionAccess = institutionAccess(EXPORT_SIZE);
