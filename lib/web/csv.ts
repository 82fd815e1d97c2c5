import "server-only";
import { dayOf } from "../kernel/calendar.ts";
import type { Operation } from "../operation/index.ts";
import { webDatabase } from "./database.ts";
import { printable } from "./failure.ts";
import { read } from "./perform.ts";
import { requireActor } from "./session.ts";

/** A column of a file: its heading, and what stands in a row; null is an empty cell. */
export type CsvColumn<Row> = Readonly<{
  header: string;
  cell: (row: Row) => string | number | null;
}>;

type Export<Row, Page> = Readonly<{
  /** One portion after the other, each asked for with what `next` says. */
  operation: Operation<Page>;
  input: Readonly<Record<string, unknown>>;
  rowsOf: (page: Page) => readonly Row[];
  /** What to ask for after this portion; null when it was the last. */
  next: (page: Page) => Readonly<Record<string, unknown>> | null;
  columns: readonly CsvColumn<Row>[];
  /** Without ending; the day is added. */
  name: string;
}>;

/**
 * A list as a file, read and sent portion by portion, so that its length costs no memory. What fails
 * on the way breaks the download off: half a file never looks like a whole one.
 */
export async function csvResponse<Row, Page>(asked: Export<Row, Page>): Promise<Response> {
  const { operation, input, rowsOf, next, columns, name } = asked;
  const actor = await requireActor();
  // The first portion before the answer begins, so that a refusal is still a page that says why.
  let page: Page | null = await read(operation, input);
  const now = new Date();
  const encode = new TextEncoder();
  const head = lineOf(columns.map(({ header }) => header));
  const linesOf = (some: Page) =>
    rowsOf(some).map((row) => lineOf(columns.map(({ cell }) => cell(row))));
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // The mark tells a spreadsheet that this is UTF-8.
      controller.enqueue(encode.encode(`\uFEFF${head}`));
    },
    async pull(controller) {
      if (page === null) return controller.close();
      try {
        controller.enqueue(encode.encode(linesOf(page).join("")));
        const ahead = next(page);
        page = ahead && (await operation({ db: webDatabase(), actor, now }, ahead));
      } catch (error) {
        controller.error(printable(error));
      }
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": attachment(`${name}-${dayOf(now)}.csv`),
      "Cache-Control": "private, no-store",
    },
  });
}

/** For every browser the plain name, for those that read it the Chinese one (RFC 6266). */
export const attachment = (fileName: string, kind: "attachment" | "inline" = "attachment") =>
  `${kind}; filename="${fileName.replaceAll(/[^\w.-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;

const lineOf = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(cellText).join(",")}\r\n`;

/** Quoted; what a spreadsheet would take for a formula is made text. */
export function cellText(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const tame = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}
