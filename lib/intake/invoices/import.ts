import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { Sql } from "postgres";
import type { BatchReport } from "../batches.ts";
import { ingest } from "../ingest.ts";
import type { BatchCounts } from "../model.ts";
import { readFirms, type Firm } from "./firm-file.ts";
import { observeFirms, registerFirms } from "./firms.ts";
import { invoiceRows, readerOf, type Direction } from "./invoice-file.ts";
import { summariseInvoices } from "./summary.ts";
import { openTextFile, type TextFile } from "./text-file.ts";

export type InvoiceFiles = Readonly<{
  enterprises: readonly string[];
  purchases: readonly string[];
  sales: readonly string[];
}>;

export type InvoiceImport = Readonly<{
  usccs: readonly string[];
  /** Of all invoice files together. */
  lines: BatchCounts;
  months: BatchReport;
  /** The last day of the history; null where no invoice could be kept. */
  observedOn: string | null;
  /** All of this had been imported before. */
  repeated: boolean;
}>;

export type Progress = Readonly<{ file: string; done: number; total: number }>;

type InvoiceFile = Readonly<{ file: TextFile; direction: Direction }>;

/**
 * Takes in the invoice history of firms from files: a batch for each file, then the sums by month.
 * Each step can be interrupted and repeated; what has landed is recognised by its content.
 */
export async function importInvoices(
  sql: Sql,
  files: InvoiceFiles,
  now: Date,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<InvoiceImport> {
  const lists = await Promise.all(files.enterprises.map(openTextFile));
  const firms = (await Promise.all(lists.map(readFirms))).flat();
  const invoices = await openInvoices(files);

  const usccOf = await registerFirms(sql, distinct(firms), now);
  const reports: BatchReport[] = [];
  for (const { file, direction } of invoices) {
    reports.push(
      await ingest(sql, {
        item: "invoice",
        source: `${direction === "sale" ? "销项发票" : "进项发票"}文件 ${basename(file.path)}`,
        channel: "command",
        contentHash: contentHash(file, direction, lists),
        rows: invoiceRows(file, direction, usccOf),
        now,
        onProgress: (done) =>
          onProgress({ file: basename(file.path), done, total: file.lines - 1 }),
      }),
    );
  }
  const usccs = [...usccOf.values()];
  const observedOn = await observeFirms(sql, usccs);
  const months = await summariseInvoices(sql, usccs, now);
  const repeated = months.repeated && reports.every((report) => report.repeated);
  return { usccs, lines: total(reports), months, observedOn, repeated };
}

/** All headers are checked before the first line is taken in. */
async function openInvoices({ purchases, sales }: InvoiceFiles): Promise<readonly InvoiceFile[]> {
  const opened = [
    ...purchases.map(async (path) => ({
      file: await openTextFile(path),
      direction: "purchase" as const,
    })),
    ...sales.map(async (path) => ({ file: await openTextFile(path), direction: "sale" as const })),
  ];
  const files = await Promise.all(opened);
  for (const { file, direction } of files) readerOf(file, direction, new Map());
  return files;
}

/** Which firms are known decides which lines can be kept, so their lists belong to what was received. */
function contentHash(file: TextFile, direction: Direction, lists: readonly TextFile[]): string {
  const parts = [direction, file.hash, ...lists.map(({ hash }) => hash).sort()];
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}

const distinct = (firms: readonly Firm[]) => [
  ...new Map(firms.map((firm) => [firm.originalId, firm])).values(),
];

const total = (reports: readonly BatchReport[]): BatchCounts => {
  const sum = (count: keyof BatchCounts) => reports.reduce((all, report) => all + report[count], 0);
  return {
    received: sum("received"),
    accepted: sum("accepted"),
    superseded: sum("superseded"),
    duplicate: sum("duplicate"),
    quarantined: sum("quarantined"),
  };
};
