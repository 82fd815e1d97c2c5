/** The bench's runs: tables that operators upload, and what is trained, judged and explained on them. */
export {
  cancelRun,
  describeTable,
  evaluateCard,
  explainTableRow,
  repeatRun,
  takeInCard,
  trainCard,
} from "./commands.ts";
export {
  readBench,
  readBenchTable,
  readRun,
  readStanding,
  type Bench,
  type BenchRun,
  type BenchTable,
  type ExplainReport,
  type RunStanding,
} from "./queries.ts";
export { forgetTable, receiveTable, tooLargeText, type ReceivedFile } from "./uploads.ts";
