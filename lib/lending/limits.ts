import type { Db } from "#db/client.ts";
import { readDemand } from "../matching/index.ts";
import { productVersion } from "../products/index.ts";
import type { Standing } from "./move.ts";

export type GrantLimits = Readonly<{
  amountFen: Bounds;
  rateBps: Bounds;
  termMonths: Bounds;
}>;
export type Bounds = Readonly<{ minimum: number; maximum: number }>;

/** What may be granted: the product's range, and nothing that the enterprise did not ask for. */
export async function grantLimits(
  db: Db,
  { demandId, productVersionId }: Pick<Standing, "demandId" | "productVersionId">,
): Promise<GrantLimits> {
  const demand = await readDemand(db, demandId);
  const product = await productVersion(db, productVersionId);
  if (!demand || !product) throw new Error("an application without its demand or product");
  return limitsOf(demand, product);
}

type Asked = Readonly<{ amountFen: number; maximumRateBps: number; termMonths: number }>;
type Offered = Readonly<{
  minimumAmountFen: number;
  maximumAmountFen: number;
  minimumRateBps: number;
  maximumRateBps: number;
  minimumTermMonths: number;
  maximumTermMonths: number;
}>;

export const limitsOf = (asked: Asked, offered: Offered): GrantLimits => ({
  amountFen: {
    minimum: offered.minimumAmountFen,
    maximum: Math.min(offered.maximumAmountFen, asked.amountFen),
  },
  rateBps: {
    minimum: offered.minimumRateBps,
    maximum: Math.min(offered.maximumRateBps, asked.maximumRateBps),
  },
  termMonths: {
    minimum: offered.minimumTermMonths,
    maximum: Math.min(offered.maximumTermMonths, asked.termMonths),
  },
});
