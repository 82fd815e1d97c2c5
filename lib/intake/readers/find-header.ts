import type { Item } from "../items/schema.ts";
import { missingColumns, recognised, resolveHeader, type Header, type Titles } from "./header.ts";
import { columnsOf } from "./columns.ts";

/** Titles, dates and remarks stand above a header, and seldom more of them. */
export const HEADER_WITHIN = 15;

export type FoundHeader = Readonly<{ header: Header; line: number }>;
type Candidate = Readonly<{ line: number; cells: readonly string[] }>;

/** The line among the first ones that has most titles of the item; null where none has two. */
export function findHeader(
  item: Item,
  titles: Titles,
  lines: readonly Candidate[],
): FoundHeader | null {
  const best = bestOf(titles, lines);
  return best && { header: resolveHeader(item, titles, best.cells), line: best.line };
}

/** How many titles the best of some lines has; to compare ways of dividing them into columns. */
export const titlesIn = (titles: Titles, lines: readonly Candidate[]): number =>
  bestOf(titles, lines)?.count ?? 0;

function bestOf(titles: Titles, lines: readonly Candidate[]) {
  let best: (Candidate & { count: number }) | null = null;
  for (const [place, { line, cells }] of lines.entries()) {
    // Where titles are merged over two lines, the upper line has what the lower one leaves out.
    const above = lines[place - 1]?.cells ?? [];
    const merged = Array.from(
      { length: Math.max(cells.length, above.length) },
      (_, at) => cells[at]?.trim() || (above[at] ?? ""),
    );
    for (const candidate of [cells, merged]) {
      const count = recognised(titles, candidate);
      if (count >= 2 && count > (best?.count ?? 0)) best = { line, cells: candidate, count };
    }
  }
  return best;
}

/** The refusal of a file in which no line is a header. */
export function noHeader(item: Item, lines: readonly Candidate[]) {
  const missing = columnsOf(item, "rows").filter(({ required }) => required);
  return missingColumns(item, missing, lines[0]?.cells ?? []);
}
