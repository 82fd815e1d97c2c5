import { normaliseUscc } from "../kernel/uscc.ts";

const SCIENTIFIC = /^'?[+-]?\d(?:\.\d+)?e\+?\d+$/i;
const DASHES = /[-\u2010-\u2015\u2212]/g;

/** A code as departments' files have it: also with hyphens, and with the marks of spreadsheets. */
export function tidyCode(text: string): string {
  const tidy = normaliseUscc(text);
  // Nearly all codes are plain.
  return /^[0-9A-Z]*$/.test(tidy) ? tidy : tidy.replace(/^'/, "").replaceAll(DASHES, "");
}

/** A long number that a spreadsheet has turned into 9.15E+17: its last digits are gone for good. */
export const isScientific = (text: string): boolean =>
  SCIENTIFIC.test(text.normalize("NFKC").trim());

/** The text of a cell that is a number; beyond 2^53 the digits that it shows are invented. */
export const textOfNumber = (value: number): string =>
  Number.isSafeInteger(value) || !Number.isInteger(value) ? String(value) : value.toExponential();

export const lostDigits = (label: string): string =>
  `“${label}”被表格软件转成了科学计数，末几位已丢失，无法还原。请将该列设为文本格式，重新导出后报送。`;
