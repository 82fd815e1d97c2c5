import { createHash } from "node:crypto";
import { bpsText } from "../kernel/money.ts";
import type { ProductInForce } from "../products/model.ts";
import { amountText } from "../scoring/model.ts";

export type RankedDemand = Readonly<{ id: string; amountFen: number; maximumRateBps: number }>;

/** A product with what is believed about this enterprise; what is not known is left out or null. */
export type Candidate<Product extends RankedProduct = ProductInForce> = Readonly<{
  product: Product;
  /** The yearly rate that the enterprise would likely get. */
  likelyRateBps?: number | null;
  /** The limit that its score suggests. */
  likelyLimitFen?: number | null;
  /** How likely the institution says yes, basis points. */
  approvalBps?: number | null;
}>;

type RankedProduct = Pick<
  ProductInForce,
  | "productId"
  | "minimumAmountFen"
  | "maximumAmountFen"
  | "minimumRateBps"
  | "maximumRateBps"
  | "promisedDays"
>;

export const rankParts = ["cost", "amount", "speed", "approval"] as const;
export type RankPartId = (typeof rankParts)[number];
export type RankWeights = Readonly<Record<RankPartId, number>>;

/** What an enterprise asks about first: the price, then whether it gets the whole amount. */
export const defaultWeights: RankWeights = { cost: 40, amount: 25, speed: 15, approval: 20 };

export type RankPart = Readonly<{
  id: RankPartId;
  label: string;
  /** 0 to 100, whole, so that the total can be worked out by hand. */
  score: number;
  weight: number;
  /** How the score came about, in figures. */
  explanation: string;
}>;

export type Ranked<Product extends RankedProduct = ProductInForce> = Readonly<{
  /** From 1. */
  rank: number;
  product: Product;
  /** 0 to 100 with two decimals: the weighted mean of the parts. */
  total: number;
  parts: readonly RankPart[];
}>;

/** The best for the enterprise first. Equal totals are put in an order that no institution can choose. */
export function rank<Product extends RankedProduct>(
  demand: RankedDemand,
  candidates: readonly Candidate<Product>[],
  weights: RankWeights = defaultWeights,
): readonly Ranked<Product>[] {
  return candidates
    .map((candidate) => {
      const parts = partsOf(demand, candidate, weights);
      return {
        product: candidate.product,
        parts,
        total: totalOf(parts),
        lot: lotOf(demand, candidate.product),
      };
    })
    .sort((one, other) => other.total - one.total || (one.lot < other.lot ? -1 : 1))
    .map(({ product, parts, total }, index) => ({ rank: index + 1, product, total, parts }));
}

/**
 * The lot that decides between equals: fixed for one demand, different for the next, and not to be
 * bent by a name or a number.
 */
const lotOf = (demand: RankedDemand, { productId }: RankedProduct): string =>
  createHash("sha256").update(`${demand.id}:${productId}`).digest("hex");

function totalOf(parts: readonly RankPart[]): number {
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (!(weights > 0)) throw new RangeError("the weights of a ranking must sum to more than zero");
  const weighted = parts.reduce((sum, { weight, score }) => sum + weight * score, 0);
  return Math.round((weighted / weights) * 100) / 100;
}

const partsOf = (
  demand: RankedDemand,
  candidate: Candidate<RankedProduct>,
  weights: RankWeights,
): readonly RankPart[] => [
  { id: "cost", label: "预计成本", weight: weights.cost, ...costOf(demand, candidate) },
  { id: "amount", label: "额度匹配", weight: weights.amount, ...amountOf(demand, candidate) },
  { id: "speed", label: "到账时间", weight: weights.speed, ...speedOf(candidate) },
  { id: "approval", label: "获批可能", weight: weights.approval, ...approvalOf(candidate) },
];

type Judged = Pick<RankPart, "score" | "explanation">;

/** Full marks at half of what the enterprise would pay at most; none at or above it. */
function costOf(
  demand: RankedDemand,
  { product, likelyRateBps }: Candidate<RankedProduct>,
): Judged {
  const most = demand.maximumRateBps;
  const middle = Math.round((product.minimumRateBps + product.maximumRateBps) / 2);
  const rate = likelyRateBps ?? middle;
  const source = (likelyRateBps ?? null) === null ? "（产品利率区间的中点）" : "";
  const score = bounded((200 * (most - rate)) / most);
  return {
    score,
    explanation: `预计年利率 ${bpsText(rate)}${source}，可接受上限 ${bpsText(most)}；等于上限得 0 分，低至上限一半得 100 分，按比例得 ${score} 分。`,
  };
}

/** How much of what is asked for the product would likely give. */
function amountOf(
  demand: RankedDemand,
  { product, likelyLimitFen }: Candidate<RankedProduct>,
): Judged {
  const { minimumAmountFen, maximumAmountFen } = product;
  const asked = `申请 ${amountText(demand.amountFen)}`;
  const limit = likelyLimitFen ?? null;
  const reachable = Math.min(maximumAmountFen, limit ?? maximumAmountFen);
  if (demand.amountFen < minimumAmountFen || reachable < minimumAmountFen) {
    return {
      score: 0,
      explanation: `${asked}，预计可得 ${amountText(reachable)}，产品起点 ${amountText(minimumAmountFen)}，达不到起点，得 0 分。`,
    };
  }
  const score = bounded((100 * reachable) / demand.amountFen);
  const source =
    limit === null
      ? `产品上限 ${amountText(maximumAmountFen)}，建议额度未知`
      : `建议额度 ${amountText(limit)}、产品上限 ${amountText(maximumAmountFen)}，取较小者 ${amountText(reachable)}`;
  return {
    score,
    explanation: `${asked}；${source}；可满足的比例即得分，最高 100，得 ${score} 分。`,
  };
}

/** A promise of one day is the best there is; every further day costs ten. */
function speedOf({ product: { promisedDays } }: Candidate<RankedProduct>): Judged {
  const score = bounded(100 - 10 * (promisedDays - 1));
  return {
    score,
    explanation: `承诺 ${promisedDays} 天办结；1 天得 100 分，每多 1 天减 10 分，得 ${score} 分。`,
  };
}

const NEUTRAL = 50;

function approvalOf({ approvalBps }: Candidate<RankedProduct>): Judged {
  if (approvalBps === null || approvalBps === undefined) {
    return { score: NEUTRAL, explanation: `获批可能未知，按中性 ${NEUTRAL} 分计。` };
  }
  const score = bounded(approvalBps / 100);
  return { score, explanation: `预计获批可能 ${bpsText(approvalBps)}，得 ${score} 分。` };
}

const bounded = (score: number): number => Math.round(Math.min(100, Math.max(0, score)));
