import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { authorisations, disclosures } from "#db/schema/consent.ts";
import { memberships } from "#db/schema/identity.ts";
import { applications } from "#db/schema/lending.ts";
import { institutions } from "#db/schema/registry.ts";
import { query } from "../../operation/index.ts";
import { lifecycle } from "../lifecycle.ts";
import { applicationStates } from "../model.ts";
import { lastEvent } from "../move.ts";

/** What an institution's leaving would close, which is what still waits for it. */
const closable = applicationStates.filter((state) => lifecycle[state].close !== undefined);

/** Every institution with what it holds and has under way: what would end if it left. */
export const listInstitutionStandings = query(
  "registry.offboard",
  z.object({}),
  async ({ db, now }) => {
    const last = lastEvent(db);
    const n = sql<number>`count(*)::int`;
    const [rows, live, waiting, loans, held, people] = await Promise.all([
      db
        .select({
          id: institutions.id,
          name: institutions.name,
          kind: institutions.kind,
          joinedOn: institutions.joinedOn,
          leftAt: institutions.leftAt,
          leftReason: institutions.leftReason,
        })
        .from(institutions)
        .orderBy(sql`${institutions.leftAt} is not null`, institutions.name),
      db
        .select({
          institutionId: authorisations.institutionId,
          signed: sql<number>`count(*) filter (where ${authorisations.signedAt} is not null)::int`,
          requested: sql<number>`count(*) filter (where ${authorisations.status} = 'requested')::int`,
        })
        .from(authorisations)
        .where(
          and(
            inArray(authorisations.status, ["requested", "agreed", "paused"]),
            sql`${authorisations.endsAt} > ${now.toISOString()}::timestamptz`,
          ),
        )
        .groupBy(authorisations.institutionId),
      db
        .select({ institutionId: applications.institutionId, n })
        .from(applications)
        .innerJoinLateral(last, sql`true`)
        .where(inArray(last.state, [...closable]))
        .groupBy(applications.institutionId),
      db
        .select({ institutionId: applications.institutionId, n })
        .from(applications)
        .innerJoinLateral(last, sql`true`)
        .where(eq(last.state, "disbursed"))
        .groupBy(applications.institutionId),
      db
        .select({ institutionId: disclosures.institutionId, n })
        .from(disclosures)
        .where(inArray(disclosures.status, ["held", "due"]))
        .groupBy(disclosures.institutionId),
      db
        .select({ institutionId: memberships.institutionId, n })
        .from(memberships)
        .where(isNull(memberships.endedAt))
        .groupBy(memberships.institutionId),
    ]);
    const of = (counts: readonly { institutionId: string | null; n: number }[], id: string) =>
      counts.find(({ institutionId }) => institutionId === id)?.n ?? 0;
    return rows.map((row) => {
      const own = live.find(({ institutionId }) => institutionId === row.id);
      return {
        ...row,
        liveAuthorisations: own?.signed ?? 0,
        openRequests: own?.requested ?? 0,
        waitingApplications: of(waiting, row.id),
        runningLoans: of(loans, row.id),
        keptDisclosures: of(held, row.id),
        people: of(people, row.id),
      };
    });
  },
);
export type InstitutionStanding = Awaited<ReturnType<typeof listInstitutionStandings>>[number];
