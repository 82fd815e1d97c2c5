/** Scorecards as data: a card scores as a function and as SQL, and every score explains itself. */
export { bankTax1 } from "./cards/bank-tax-1.ts";
export { defineScorecard } from "./define.ts";
export { forgetFacts } from "./forget.ts";
export { canonicalJson, hashOf } from "./hash.ts";
export { compileScorecard, defaultProbabilityBps, gradeFor, score } from "./score.ts";
export { scoreToSql, type ScoreInSql } from "./to-sql.ts";
