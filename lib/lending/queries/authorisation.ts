import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { standingOf } from "../../consent/model.ts";
import { itemNames } from "../../intake/catalogue.ts";
import type { ProductInForce } from "../../products/model.ts";
import { afterLoanCover, coverFor, itemsToAuthorise, type Cover } from "../cover.ts";
import { isOpen } from "../lifecycle.ts";
import type { ApplicationState } from "../model.ts";

type Applied = Readonly<{ uscc: string; authorisationId: string; state: ApplicationState }>;
type Terms = Pick<ProductInForce, "institutionId" | "requiredItems">;

/** What a look for an application rests on, and what a new authorisation would have to say. */
export type Ground = Readonly<{
  authorisationId: string;
  /** Names of the items that the product requires and that only an authorisation opens. */
  requiredItemNames: readonly string[];
  /** Names of those that no live authorisation covers, where the institution holds one at all. */
  missingItemNames: readonly string[];
}>;

/**
 * The newest live authorisation that covers the product, or else one that is only paused, or else the
 * one that the application was made under: that one's state is then the reason why nothing can be looked at. An enterprise that
 * signs again thereby opens the applications it has under way. A loan that is paid out is watched under
 * an authorisation for that; any other application that is closed stays with its own.
 */
export async function groundOf(
  db: Db,
  application: Applied,
  product: Terms,
  now: Date,
): Promise<Ground> {
  const requiredItemNames = itemNames(itemsToAuthorise(product.requiredItems));
  const cover: Cover | null = isOpen(application.state)
    ? await coverFor(db, { uscc: application.uscc, product, now })
    : null;
  const afterLoan =
    application.state === "disbursed"
      ? await afterLoanCover(db, {
          uscc: application.uscc,
          institutionId: product.institutionId,
          now,
        })
      : null;
  return {
    authorisationId:
      cover?.authorisation?.id ?? afterLoan ?? cover?.paused ?? application.authorisationId,
    requiredItemNames,
    missingItemNames: cover?.someInForce ? itemNames(cover.missingItems) : [],
  };
}

/** The authorisation that the next look for an application would use. */
export async function groundInForce(db: Db, application: Applied, product: Terms, now: Date) {
  const { authorisationId } = await groundOf(db, application, product, now);
  return authorisationOf(db, authorisationId, now);
}

/** One authorisation, as both sides see it. */
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
