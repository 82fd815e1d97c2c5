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
export { regionName } from "./region-names.ts";
export { sentence } from "./sentence.ts";
export { factsInSql, toSql, verdictSql, type FactInSql } from "./to-sql.ts";
export {
  listOwnProducts,
  productInForce,
  productsInForce,
  productVersion,
  type DatedProduct,
} from "./queries.ts";
