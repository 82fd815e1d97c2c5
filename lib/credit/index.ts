export {
  columnOf,
  indicatorsAsOf,
  overIndicatorsAsOf,
  refreshIndicators,
  valuesFrom,
  type IndicatorAnswer,
  type IndicatorQuestion,
  type RefreshScope,
} from "./indicator-sql.ts";
export {
  readByAuthorisation,
  readForPlatform,
  readOwn,
  readOwnProfile,
  type Disclosure,
  type OwnDisclosure,
  type PastFacts,
  type Refused,
} from "./queries.ts";
