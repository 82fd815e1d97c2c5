export { failAbandonedBatches, type BatchReport } from "./batches.ts";
export { ingest, type Batch, type Received } from "./ingest.ts";
export { contentHashOf, ingestFile, type FileBatch, type FileReport } from "./ingest-file.ts";
export type { BatchCounts, GroupedRows, ReceivedRow, RowProblem, UnreadableRow } from "./model.ts";
export { storeCatalogue, storeWorkingDays } from "./seed.ts";
export { recordsAsOf, type KeptRecord } from "./history.ts";
export {
  MAX_SUBMISSION_BYTES,
  receiveSubmission,
  storeSubmission,
  type NewSubmission,
  type Receipt,
} from "./submissions.ts";
export { workNextSubmission, workSubmissions, type Worked } from "./work.ts";
export { correctQuarantined, dismissQuarantined } from "./corrections.ts";
export type { CorrectionField } from "./correction-form.ts";
export {
  importInvoices,
  type InvoiceFiles,
  type InvoiceImport,
  type Progress,
} from "./invoices/import.ts";
export {
  listBatches,
  listSubmissions,
  readQuarantinedRow,
  type CorrectionAttempt,
} from "./queries.ts";
export {
  ownItems,
  readCatalogue,
  readDepartmentOverview,
  type CatalogueRow,
  type DepartmentItem,
} from "./coverage.ts";
export { template, type Template } from "./template.ts";
export { pushBatch } from "./push/push.ts";
export { quarantineCsv } from "./push/quarantine-file.ts";
export {
  exportQuarantine,
  listOwnBatches,
  readBatch,
  type BatchView,
  type OwnBatch,
} from "./push/batch.ts";
export { readSubmission, type SubmissionView } from "./push/status.ts";
export { fieldLabel, saidIn, type Said } from "./push/said.ts";
export { readPull, readPullGround, type PullGround, type PullView } from "./pull/queries.ts";
export { isPullable, requestPull } from "./pull/request.ts";
export { readSources, type PullSources } from "./pull/sources.ts";
export { keepPulling, workPulls, type PullReport, type PullSettings } from "./pull/work.ts";
