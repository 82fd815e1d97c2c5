/** The rule language: one condition decides, filters and reads as Chinese. */
export { problemsOf } from "./check.ts";
export { allRulesOf, boundsAsRules, compileRules, decide, type ProductBounds } from "./decide.ts";
export { compile, factsIn, type Predicate, type Truth } from "./evaluate.ts";
export {
  factOf,
  facts,
  factsFrom,
  findFact,
  showFact,
  type DemandTerms,
  type Fact,
} from "./facts.ts";
export {
  dryRun,
  factShares,
  previewDraft,
  type DraftPreview,
  type RuleCounts,
  type ShownCount,
} from "./counts.ts";
export { draftNextVersion, newProduct, retireProduct, saveDraft } from "./draft-commands.ts";
export {
  listProducts,
  productHistory,
  readDraft,
  reviewQueue,
  type DraftRead,
  type ListedProduct,
  type ProductHistory,
  type QueuedDraft,
} from "./draft-queries.ts";
export {
  discardDraft,
  endorseDraft,
  publishDraft,
  refuseDraft,
  sendBackDraft,
  submitDraft,
} from "./draft-steps.ts";
export { bandText, differencesOf, type Difference } from "./differences.ts";
export { industryName, industryTree } from "./industry-names.ts";
export { needsReason, type DraftStep } from "./lifecycle.ts";
export { problemsOfTerms, requestableItems, type ProductProblem } from "./problems.ts";
export { regionName, regionTree } from "./region-names.ts";
export type { TypedTerms } from "./terms.ts";
export { ratesOf } from "./version-terms.ts";
export { sentence } from "./sentence.ts";
export { factsInSql, toSql, verdictSql, type FactInSql } from "./to-sql.ts";
export { productInForce, productsInForce, productVersion, type DatedProduct } from "./queries.ts";
export {
  comparedIn,
  compareProducts,
  MOST_COMPARED,
  readMarketProduct,
  searchMarket,
  type MarketPage,
  type MarketProduct,
} from "./market.ts";
export { marketFields, marketSorts, type MarketField, type MarketSort } from "./market-filter.ts";
export { costOf, ratesFor, type LoanCost, type WantedLoan } from "./market-price.ts";
export { readWantedLoan, type WantedField } from "./wanted-loan.ts";
