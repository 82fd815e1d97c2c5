/** How well departments' data arrives: computed from batches, quarantine and records. */
export { announceQuality } from "./announce.ts";
export {
  readQualityBoard,
  readRowsBehind,
  type LateRow,
  type QualityBoard,
  type QuarantinedRow,
} from "./queries.ts";
export { refreshQuality } from "./refresh.ts";
export { qualityReportPdf } from "./report.ts";
export { qualityWorkbook } from "./workbook.ts";
