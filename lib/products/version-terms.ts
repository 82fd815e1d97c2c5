import type { ProductTerms } from "./model.ts";

/** What a version says, without whose and which it is: where its next draft begins. */
export const termsOf = (version: ProductTerms): ProductTerms => ({
  kind: version.kind,
  summary: version.summary,
  approvalMode: version.approvalMode,
  minimumAmountFen: version.minimumAmountFen,
  maximumAmountFen: version.maximumAmountFen,
  minimumTermMonths: version.minimumTermMonths,
  maximumTermMonths: version.maximumTermMonths,
  priceBands: version.priceBands,
  guaranteeKinds: version.guaranteeKinds,
  repaymentKinds: version.repaymentKinds,
  regionCodes: version.regionCodes,
  industryCodes: version.industryCodes,
  requiredItems: version.requiredItems,
  materials: version.materials,
  promisedDays: version.promisedDays,
  weeklyCapacity: version.weeklyCapacity,
  policyBased: version.policyBased,
  subsidyBps: version.subsidyBps,
  subsidyNote: version.subsidyNote,
  rules: version.rules,
});

/** The least and the most of the price bands, as the market shows a product. */
export const ratesOf = ({ priceBands }: Pick<ProductTerms, "priceBands">) => {
  const rates = priceBands.map(({ rateBps }) => rateBps);
  return { minimumRateBps: Math.min(...rates), maximumRateBps: Math.max(...rates) };
};
