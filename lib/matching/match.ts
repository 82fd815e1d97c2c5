import { z } from "zod";
import type { ActorOf } from "../access/model.ts";
import { verdictLabels, type AccessVerdict } from "../consent/model.ts";
import { readForPlatform } from "../credit/index.ts";
import { indicators, type IndicatorValues } from "../credit/indicators.ts";
import { query, type Call } from "../operation/index.ts";
import { decide, factsFrom, productsInForce, type DatedProduct } from "../products/index.ts";
import type { Facts, RuleOutcome } from "../products/model.ts";
import { findEnterprise } from "../registry/index.ts";
import { dayOf } from "../kernel/calendar.ts";
import { cardsInForce, score } from "../scoring/index.ts";
import type { Score } from "../scoring/model.ts";
import { group, type Grouped } from "./group.ts";
import { ownDemand, type Demand } from "./queries.ts";
import { rank, type Ranked } from "./rank.ts";

export type Matched = Readonly<{
  granted: true;
  demand: Demand;
  /** The day that the figures are as of. */
  asOf: string;
  /** Every product on offer, by verdict; within a group the best for this demand comes first. */
  groups: Grouped<DatedProduct>;
  /** The eligible ones with what put them in this order. */
  ranked: readonly Ranked<DatedProduct>[];
  /** What every rule of every product said, by version: what held and what did not. */
  outcomes: Readonly<Record<string, readonly RuleOutcome[]>>;
  score: Score;
}>;

export type NotMatched = Readonly<{
  granted: false;
  demand: Demand;
  because: Exclude<AccessVerdict, "granted"> | "demand_closed";
  message: string;
}>;

/** What is on offer for one of the enterprise's open demands, and why each product is where it is. */
export const matchDemand = query(
  "demand.match",
  z.object({ demandId: z.uuid() }),
  async (call, { demandId }): Promise<Matched | NotMatched> => {
    const demand = await ownDemand(call.db, call.actor, demandId);
    if (demand.status === "closed") return notMatched(demand, "demand_closed");
    const found = await demandFacts(call, demand, `匹配融资产品 · 需求 ${demand.number}`);
    if (!found.granted) return notMatched(demand, found.because);

    const products = await productsInForce(call.db, call.now);
    // The platform's own card: an institution's scores the applications that it receives.
    const { champion } = await cardsInForce(call.db, null, dayOf(call.now));
    const scored = score(champion.card, found.indicators);
    const judged = products.map((product) => ({
      product,
      eligibility: decide(product, found.facts),
    }));
    const groups = group(judged);
    const order = (some: readonly DatedProduct[]) =>
      rank(
        demand,
        some.map((product) => ({ product, likelyLimitFen: scored.limit.suggestedFen })),
      );
    const ranked = order(groups.eligible);
    return {
      granted: true,
      demand,
      asOf: found.asOf,
      groups: {
        eligible: ranked.map(({ product }) => product),
        conditional: inOrderOf(order(groups.conditional.map(productOf)), groups.conditional),
        ineligible: groups.ineligible,
      },
      ranked,
      outcomes: Object.fromEntries(
        judged.map(({ product, eligibility }) => [product.versionId, eligibility.outcomes]),
      ),
      score: scored,
    };
  },
);

const productOf = ({ product }: { product: DatedProduct }): DatedProduct => product;

function inOrderOf<Entry extends { product: DatedProduct }>(
  ranked: readonly Ranked<DatedProduct>[],
  entries: readonly Entry[],
): readonly Entry[] {
  const places = new Map(ranked.map(({ rank: place, product }) => [product.versionId, place]));
  const placeOf = ({ product }: Entry) => places.get(product.versionId) ?? Infinity;
  return entries.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** Not an error: an enterprise may keep its records to itself and still read what is on offer. */
const notMatched = (demand: Demand, because: NotMatched["because"]): NotMatched => ({
  granted: false,
  demand,
  because,
  message:
    because === "demand_closed"
      ? "该需求已关闭，不再匹配。请发布新的融资需求。"
      : `平台处理授权：${verdictLabels[because]}，暂不能按企业数据匹配产品。请到“授权管理”重新签署平台处理授权书后再匹配。`,
});

export type DemandFacts =
  | Readonly<{ granted: true; asOf: string; indicators: IndicatorValues; facts: Facts }>
  | Readonly<{ granted: false; because: Exclude<AccessVerdict, "granted">; facts: Facts }>;

const unknown: IndicatorValues = Object.fromEntries(
  indicators.map(({ id }) => [id, null]),
) as IndicatorValues; // One entry for each id.

/**
 * What the platform may know of a demand and the enterprise behind it. Where the enterprise has not
 * let the platform process its records, only the registry and the demand itself are known. Never
 * within a transaction: the look is logged, whatever follows.
 */
export async function demandFacts(
  call: Call<ActorOf<"enterprise">>,
  demand: Demand,
  purpose: string,
): Promise<DemandFacts> {
  const [read, enterprise] = await Promise.all([
    readForPlatform(call, { uscc: demand.uscc, purpose }),
    findEnterprise(call.db, demand.uscc),
  ]);
  if (!enterprise) throw new Error("a demand of an enterprise that is not registered");
  if (!read.granted) {
    const facts = factsFrom(unknown, enterprise, demand);
    return { granted: false, because: read.because, facts };
  }
  const facts = factsFrom(read.facts, enterprise, demand);
  return { granted: true, asOf: read.asOf, indicators: read.facts, facts };
}
