import type { RejectionCode } from "#lib/lending/model.ts";
import type { InstitutionKind } from "#lib/registry/model.ts";
import type { WorldEnterprise, WorldProduct } from "./model.ts";
import { at, clamp, logistic, type Random } from "./random.ts";

/** What a credit officer sees of an applicant on a day. */
export type Applicant = Readonly<{
  health: number;
  grade: string | null;
  ageMonths: number;
  /** Loans outstanding as a share of yearly sales. */
  leverage: number;
  listed: boolean;
  hasInvoices: boolean;
}>;

const gradeWorth: Readonly<Record<string, number>> = { A: 0.5, B: 0.2, M: -0.1, C: -0.7, D: -1.5 };
/** Below this the institution says no. */
const cuts: Readonly<Record<InstitutionKind, number>> = {
  state_bank: -0.4,
  joint_stock_bank: -0.35,
  city_bank: -0.6,
  rural_bank: -0.7,
  small_loan_company: -1.1,
};

/** The officer's impression: the truth, seen through papers, with an error of its own. */
export function impressionOf(random: Random, seen: Applicant): number {
  return (
    0.8 * seen.health +
    (gradeWorth[seen.grade ?? ""] ?? -0.2) -
    1.2 * Math.max(0, seen.leverage - 0.25) -
    (seen.ageMonths < 24 ? 0.35 : 0) -
    (seen.listed ? 2.5 : 0) +
    random.normal(0, 0.6)
  );
}

export const isApproved = (impression: number, kind: InstitutionKind): boolean =>
  impression > cuts[kind];

/** One to three reasons, those first that the applicant's figures give. */
export function rejectionCodesFor(
  random: Random,
  seen: Applicant,
  product: WorldProduct,
): readonly RejectionCode[] {
  const weights: readonly (readonly [RejectionCode, number])[] = [
    ["R01", 0.2],
    ["R02", seen.ageMonths < 24 ? 6 : 0],
    ["R03", seen.grade === "C" || seen.grade === "D" ? 9 : 0],
    ["R04", product.kind === "tax" ? 3 : 0.6],
    ["R05", seen.leverage > 0.25 ? 6 : 0.8],
    ["R06", seen.listed ? 14 : 0],
    ["R07", 2],
    ["R08", 0.4],
    ["R09", product.guaranteeKind === "credit" ? 0 : 4],
    ["R10", seen.hasInvoices ? 1 : 4],
    ["R11", 0.6],
    ["R12", 1.2],
    ["R14", 0.7],
    ["R15", seen.leverage > 0.15 ? 1.6 : 0.2],
    ["R16", 0.5],
    ["R99", 0.4],
  ];
  const codes = new Set<RejectionCode>();
  const count = random.weighted([1, 2, 3], (n) => at([0.7, 0.24, 0.06], n - 1));
  const possible = weights.filter(([, weight]) => weight > 0);
  while (codes.size < count) codes.add(random.weighted(possible, ([, weight]) => weight)[0]);
  return [...codes];
}

export type Terms = Readonly<{ amountFen: number; rateBps: number; termMonths: number }>;
type Asked = Readonly<{ amountFen: number; maximumRateBps: number; termMonths: number }>;
const FEN_PER_WAN = 1_000_000;

/** Amount and rate for one that is approved: the better the impression, the more and the cheaper. */
export function termsFor(
  random: Random,
  impression: number,
  product: WorldProduct,
  asked: Asked,
): Terms {
  const share = clamp(0.75 + 0.12 * impression + random.normal(0, 0.15), 0.35, 1);
  const amount = Math.round((asked.amountFen * share) / FEN_PER_WAN) * FEN_PER_WAN;
  const [low, high] = product.rateBps;
  const place = clamp(0.5 - 0.22 * impression + random.normal(0, 0.12), 0, 1);
  const rate = Math.round((low + (high - low) * place) / 5) * 5;
  return {
    amountFen: clamp(amount, product.amountFen[0], Math.min(product.amountFen[1], asked.amountFen)),
    rateBps: clamp(rate, low, Math.min(high, asked.maximumRateBps)),
    termMonths: asked.termMonths,
  };
}

/** Whether a loan falls overdue: the health of its own months decides, and luck. */
export function fallsOverdue(
  random: Random,
  enterprise: WorldEnterprise,
  during: Readonly<{ from: number; to: number }>,
  leverage: number,
): boolean {
  const { health, last } = enterprise.series;
  let sum = 0;
  let count = 0;
  for (let month = Math.max(0, during.from); month <= Math.min(during.to, last); month += 1) {
    sum += at(health, month);
    count += 1;
  }
  const mean = count > 0 ? sum / count : at(health, Math.min(Math.max(0, during.from), last));
  const risk = -2.05 - 1.9 * mean + 0.8 * Math.max(0, leverage - 0.3) + random.normal(0, 0.35);
  return random.chance(logistic(risk));
}
