import type { IndicatorValues } from "../credit/indicators.ts";
import type { GuaranteeKind, LoanPurpose } from "../kernel/lending-terms.ts";
import type { Facts } from "../products/model.ts";
import type { SizeClass } from "../registry/model.ts";

type Registered = Readonly<{ regionCode: string; industryCode: string; sizeClass: SizeClass }>;
type Asked = Readonly<{
  amountFen: number;
  termMonths: number;
  maximumRateBps: number;
  guaranteeKind: GuaranteeKind;
  purpose: LoanPurpose;
}>;

/** All that a product's rules may ask: what records say, who the enterprise is, what it needs. */
export const factsOf = (
  indicators: IndicatorValues,
  enterprise: Registered,
  demand: Asked,
): Facts => ({
  ...indicators,
  regionCode: enterprise.regionCode,
  // GB/T 4754 codes begin with the letter of their section.
  industrySection: enterprise.industryCode.slice(0, 1),
  sizeClass: enterprise.sizeClass,
  demandAmountFen: demand.amountFen,
  demandTermMonths: demand.termMonths,
  demandMaximumRateBps: demand.maximumRateBps,
  demandGuarantee: demand.guaranteeKind,
  demandPurpose: demand.purpose,
});
