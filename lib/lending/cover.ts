import { and, desc, eq, gt, lt, lte, or } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { isItemId, itemNames, itemOf } from "../intake/catalogue.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { ProductInForce } from "../products/model.ts";

/**
 * After the loan is paid out: the newest live authorisation for watching it, or else the newest that is
 * only paused, so that a pause is told as one; null without either.
 */
export async function afterLoanCover(
  db: Db,
  { uscc, institutionId, now }: Readonly<{ uscc: string; institutionId: string; now: Date }>,
): Promise<string | null> {
  const found = await db
    .select({ id: authorisations.id, status: authorisations.status })
    .from(authorisations)
    .where(
      and(
        eq(authorisations.uscc, uscc),
        eq(authorisations.institutionId, institutionId),
        eq(authorisations.stage, "after_loan"),
        inForceOrPaused(now),
      ),
    )
    .orderBy(desc(authorisations.signedAt), desc(authorisations.id));
  const live = found.find(({ status }) => status !== "paused");
  return (live ?? found[0])?.id ?? null;
}

/** Agreed to, begun, not over, and with a query left. */
const inForce = (now: Date) =>
  and(
    eq(authorisations.status, "agreed"),
    lte(authorisations.startsAt, now),
    gt(authorisations.endsAt, now),
    lt(authorisations.usedQueries, authorisations.maximumQueries),
  );

const inForceOrPaused = (now: Date) =>
  or(inForce(now), and(eq(authorisations.status, "paused"), gt(authorisations.endsAt, now)));

type Ask = Readonly<{
  uscc: string;
  product: Pick<ProductInForce, "institutionId" | "requiredItems">;
  now: Date;
}>;

/** The authorisation that an application can rest on, or the items that are still to be authorised. */
export type Cover = Readonly<{
  authorisation: Readonly<{
    id: string;
    number: string;
    items: readonly string[];
    endsAt: Date;
  }> | null;
  /** One that would do, were it not paused: the enterprise need only resume it. */
  paused: string | null;
  /** Whether the institution holds any live authorisation at all. */
  someInForce: boolean;
  missingItems: readonly string[];
}>;

/** Items that an institution may see only when the enterprise lets it; public ones need no mention. */
export const itemsToAuthorise = (items: readonly string[]): readonly string[] =>
  items.filter((id) => !isItemId(id) || itemOf(id).sharing !== "public");

/** Of the live ones that cover all that the product requires, the one that was signed last. */
export async function coverFor(db: Db, { uscc, product, now }: Ask): Promise<Cover> {
  const signed = await db
    .select({
      id: authorisations.id,
      number: authorisations.number,
      items: authorisations.items,
      endsAt: authorisations.endsAt,
      status: authorisations.status,
    })
    .from(authorisations)
    .where(
      and(
        eq(authorisations.uscc, uscc),
        eq(authorisations.institutionId, product.institutionId),
        eq(authorisations.stage, "before_loan"),
        inForceOrPaused(now),
      ),
    )
    .orderBy(desc(authorisations.signedAt), desc(authorisations.id));
  const live = signed.filter(({ status }) => status !== "paused");
  const needed = itemsToAuthorise(product.requiredItems);
  const lackingIn = ({ items }: { items: readonly string[] }) =>
    needed.filter((item) => !items.includes(item));
  const covering = live.find((one) => lackingIn(one).length === 0);
  // Of several that fall short, the one that falls least short is what the enterprise hears of.
  const [closest] = live.map(lackingIn).sort((a, b) => a.length - b.length);
  return {
    authorisation: covering ?? null,
    paused:
      signed.find((one) => one.status === "paused" && lackingIn(one).length === 0)?.id ?? null,
    someInForce: live.length > 0,
    missingItems: covering ? [] : (closest ?? needed),
  };
}

export function refuseUncovered(
  product: Pick<ProductInForce, "institutionName" | "name">,
  { someInForce, missingItems }: Cover,
): Refusal {
  const names = itemNames(missingItems).join("、");
  const way = `请先到“授权管理”向${product.institutionName}签署贷前授权书，再提交申请。`;
  return someInForce
    ? new Refusal(
        "conflict",
        "application.authorisation_short",
        `现有授权书未包含“${product.name}”所需的数据项：${names}。${way}`,
      )
    : new Refusal(
        "conflict",
        "application.authorisation_missing",
        `${product.institutionName}尚无查询本企业信用信息的有效授权。${names ? `本产品需要：${names}。` : ""}${way}`,
      );
}
