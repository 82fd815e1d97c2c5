import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { applications } from "#db/schema/lending.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { itemNames } from "../../intake/catalogue.ts";
import { ownDemand } from "../../matching/index.ts";
import { query } from "../../operation/index.ts";
import { productVersion } from "../../products/index.ts";
import { coverFor, itemsToAuthorise } from "../cover.ts";

/** What an enterprise needs to know before it applies: the terms, and what is still to be authorised. */
export const prepareApplication = query(
  "application.apply",
  z.object({ demandId: z.uuid(), productVersionId: z.uuid() }),
  async ({ db, actor, now }, { demandId, productVersionId }) => {
    const demand = await ownDemand(db, actor, demandId);
    const product = await productVersion(db, productVersionId);
    if (!product) throw new Refusal("not_found", "product.not_found", "未找到该产品。");
    const cover = await coverFor(db, { uscc: actor.uscc, product, now });
    const [existing] = await db
      .select({ applicationId: applications.id, number: applications.number })
      .from(applications)
      .where(
        and(eq(applications.demandId, demandId), eq(applications.productId, product.productId)),
      );
    return {
      demand,
      product,
      onOffer: product.retiredAt === null && product.publishedAt <= now,
      /** Items to be authorised for this product; public ones need no mention. */
      requiredItems: itemsToAuthorise(product.requiredItems),
      requiredItemNames: itemNames(itemsToAuthorise(product.requiredItems)),
      authorisation: cover.authorisation,
      missingItems: cover.missingItems,
      missingItemNames: itemNames(cover.missingItems),
      existing: existing ?? null,
    };
  },
);
