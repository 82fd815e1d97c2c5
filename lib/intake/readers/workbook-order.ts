import { strToU8, unzipSync, zipSync, type Unzipped } from "fflate";
import { unreadable } from "#lib/kernel/files/bytes.ts";

/** Unpacked; a workbook of a million rows of an item has some 300 MB. */
const LARGEST = 1024 ** 3;
const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/;
const PARTS = [
  "xl/_rels/workbook.xml.rels",
  "xl/workbook.xml",
  "xl/sharedStrings.xml",
  "xl/styles.xml",
] as const;
const NO_STRINGS = strToU8(
  '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
);

/**
 * A workbook with the parts in front that its sheets are read by, and nothing that matters at the end:
 * exceljs' streaming reader now and then loses a file's last part (its issue 3064), which is often the
 * list of sheets, and could be a sheet. `sheets`: how many there are, so that a lost one is noticed.
 */
export function inReadingOrder(bytes: Uint8Array): Readonly<{ bytes: Uint8Array; sheets: number }> {
  let left = LARGEST;
  const parts: Unzipped = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const wanted = SHEET.test(name) || PARTS.some((part) => part === name);
      if (wanted) left -= originalSize;
      if (left < 0)
        throw unreadable("too_large", "工作簿解压后超过 1 GB，请拆分，或改用 CSV 格式上传。");
      return wanted;
    },
  });
  const sheets = Object.keys(parts).filter((name) => SHEET.test(name));
  const first = PARTS.flatMap((name) => {
    const part = parts[name] ?? (name === "xl/sharedStrings.xml" ? NO_STRINGS : undefined);
    return part === undefined ? [] : [[name, part] as const];
  });
  const rest = sheets.map((name) => [name, parts[name] ?? new Uint8Array()] as const);
  const ordered = Object.fromEntries([...first, ...rest, ["end", new Uint8Array()]]);
  return { bytes: zipSync(ordered, { level: 0 }), sheets: sheets.length };
}
