export { failAbandonedBatches, type BatchReport } from "./batches.ts";
export { ingest, type Batch, type Received } from "./ingest.ts";
export type { BatchCounts, ReceivedRow, RowProblem, UnreadableRow } from "./model.ts";
export { storeCatalogue } from "./seed.ts";
export {
  importInvoices,
  type InvoiceFiles,
  type InvoiceImport,
  type Progress,
} from "./invoices/import.ts";
export { listBatches, readQuarantine } from "./queries.ts";
