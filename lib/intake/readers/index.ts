import { itemOf, type ItemId } from "../catalogue.ts";
import type { Received } from "../judge.ts";
import type { FileFacts } from "#lib/kernel/files/bytes.ts";
import { openDelimited } from "./delimited.ts";
import { openJsonLines } from "./json-lines.ts";
import { openSpreadsheet } from "./spreadsheet.ts";

export { inspectFile, type FileFacts } from "#lib/kernel/files/bytes.ts";

/** A file as rows of one item. */
export type OpenedFile = Readonly<{
  rows: AsyncIterable<Received>;
  /** Columns that the item has no use for; of a workbook known once it has been read. */
  ignored: () => readonly string[];
}>;

/** Opens a file as what its bytes say it is. A file without the columns of the item is refused. */
export async function openFile(id: ItemId, facts: FileFacts): Promise<OpenedFile> {
  const item = itemOf(id);
  switch (facts.format) {
    case "csv": {
      const { rows, header } = await openDelimited(item, facts);
      return { rows, ignored: () => header.ignored };
    }
    case "jsonl":
      return openJsonLines(item, facts);
    case "xlsx":
      return openSpreadsheet(item, facts);
  }
}
