import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { standingOf } from "../../consent/model.ts";
import { itemNames } from "../../intake/catalogue.ts";

/** The authorisation that an application was made under, as both sides see it. */
export async function authorisationOf(db: Db, id: string, now: Date) {
  const [row] = await db
    .select({
      id: authorisations.id,
      number: authorisations.number,
      items: authorisations.items,
      stage: authorisations.stage,
      status: authorisations.status,
      startsAt: authorisations.startsAt,
      endsAt: authorisations.endsAt,
      usedQueries: authorisations.usedQueries,
      maximumQueries: authorisations.maximumQueries,
    })
    .from(authorisations)
    .where(eq(authorisations.id, id));
  if (!row) throw new Error("an application without its authorisation");
  return {
    ...row,
    itemNames: itemNames(row.items),
    remainingQueries: row.maximumQueries - row.usedQueries,
    standing: standingOf(row, now),
  };
}
