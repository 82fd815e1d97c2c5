/** Spreadsheets open it as UTF-8 only behind this mark. */
const MARK = "\uFEFF";

/**
 * Rows as a CSV that spreadsheets open. A cell that one would take for a formula is set apart by an
 * apostrophe: rows come from files that others wrote. A negative number stays what it is.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  MARK + rows.map((cells) => `${cells.map(cellOf).join(",")}\r\n`).join("");

function cellOf(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
