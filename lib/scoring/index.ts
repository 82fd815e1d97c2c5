/** Scorecards as data: a card scores as a function and as SQL, and every score explains itself. */
export { inspectCardFile, type InspectedCardFile } from "./card-file.ts";
export { bankTax1 } from "./cards/bank-tax-1.ts";
export { defineScorecard } from "./define.ts";
export { compileEngine, type Choice, type Engine, type Quick } from "./engine.ts";
export { factsOfColumns, platformFacts } from "./facts.ts";
export { forgetFacts } from "./forget.ts";
export { limitedBy, limitPolicyFor, limitPolicyHash } from "./limit-policy.ts";
export {
  approveLimitPolicy,
  declineLimitPolicy,
  proposeLimitPolicy,
  readLimitPolicy,
  takeBackLimitPolicy,
  type LimitPolicyRead,
} from "./limit-policy-life.ts";
export { hashOf } from "./hash.ts";
export { LimitFigures, parseScorecard } from "./parse.ts";
export { fromPmml, type ImportDefaults } from "./pmml/read.ts";
export { toPmml } from "./pmml/write.ts";
export { problemsOf, type CardProblem, type CheckOptions, type ProblemKind } from "./problems.ts";
export { MOST_REASONS, type Ranked } from "./ranking.ts";
export { compileScorecard, defaultProbabilityBps, gradeFor, score } from "./score.ts";
export { scoreToSql, type ScoreInSql } from "./to-sql.ts";
export {
  approveCard,
  declineCard,
  draftCard,
  promoteCard,
  proposeCard,
  retireCard,
  sendBackCard,
  submitCard,
} from "./commands.ts";
export { reviseReasons } from "./revise-reasons.ts";
export { cardsInForce, type CardInForce, type CardsInForce } from "./in-force.ts";
export type { CardStep } from "./lifecycle.ts";
export { BUILT_IN, listCards, readCard, type CardRead, type ListedCard } from "./queries.ts";
export { monitorCards } from "./monitor.ts";
export { binned, deciles, levelOf, psi } from "./stability.ts";
export { committeePdf, reasonsText } from "./committee.ts";
export { readOwnScore, type OwnScore } from "./own-score.ts";
export type { TrendMonth } from "./own-trend.ts";
export { whatIf, type Change, type Outlook, type Way, type WhatIf } from "./what-if.ts";
export { cardRows, conditionText, scaleText, vetoText, type CardRow } from "./words.ts";
