/** The bench where cards are made and judged: bins, weights of evidence, points, and how well they tell. */
export { factsOf } from "./apply-card.ts";
export { type Interval } from "./bootstrap.ts";
export { type CrossValidated } from "./cross-validate.ts";
export {
  describe,
  MOST_LISTED,
  type ColumnDescription,
  type DescribeOptions,
  type TableDescription,
} from "./describe.ts";
export { evaluate, type Evaluated, type EvaluateOptions, type Judged } from "./evaluate.ts";
export { explainRow, type Explained } from "./explain.ts";
export { readLabels } from "./labels.ts";
export { type Calibration } from "./measures.ts";
export {
  binRows,
  evaluateReport,
  trainReport,
  type CalibrationReport,
  type EvaluateReport,
  type TrainReport,
} from "./report.ts";
export { type SwapCell, type SwapSet } from "./swap-set.ts";
export { toScorecard, type CardIdentity } from "./to-card.ts";
export { defaults, DEFAULT_SCALE, train, type Trained, type TrainOptions } from "./train.ts";
export { type Finding } from "./usable.ts";
export { recordOf, trainingRecord, type TrainingRecord } from "./training-record.ts";
export { shapeTexts } from "./words.ts";
