import type { Unit } from "./items/schema.ts";

/** A decimal as files mostly have it; everything else takes the long way. */
const PLAIN = /^-?\d+(?:\.\d+)?$/;
/** Longer than any number with its unit; also keeps the patterns below quick. */
const LONGEST = 60;
const WRITTEN = /^([+-]?)\s*¥?\s*([+-]?)\s*(\d[\d,' ]*)(?:\.(\d*))?\s*([^\d\s.,']*)$/;
const GROUPED = /^\d{1,3}(?:([,' ])\d{3})(?:\1\d{3})*$/;

/** By how many digits the point moves for each unit that an amount is written in. */
const moneyUnits: Readonly<Record<string, number>> = {
  "": 0,
  元: 0,
  圆: 0,
  元整: 0,
  千元: 3,
  万: 4,
  万元: 4,
  百万元: 6,
  千万元: 7,
  亿: 8,
  亿元: 8,
};

/** Other words for a unit; its own name is always one of them. */
const synonyms: Readonly<Partial<Record<Unit, readonly string[]>>> = {
  千瓦时: ["kwh", "度"],
  千伏安: ["kva"],
  立方米: ["m3", "方", "立方"],
  平方米: ["m2", "平米", "平方"],
  吨: ["t"],
  人: ["名", "位"],
  天: ["日"],
  个月: ["月"],
  次: ["回"],
  张: ["份"],
};

const unitWords = new Map<Unit, Readonly<Record<string, number>>>();

function wordsOf(unit: Unit | null): Readonly<Record<string, number>> {
  if (unit === "元") return moneyUnits;
  if (unit === null) return { "": 0 };
  const known = unitWords.get(unit);
  if (known) return known;
  const names = [unit, ...(synonyms[unit] ?? [])];
  const words = Object.fromEntries([
    ["", 0],
    ...names.flatMap((name) => [
      [name, 0],
      [`万${name}`, 4],
    ]),
  ]) as Record<string, number>; // Pairs of a word and a number, by their making.
  unitWords.set(unit, words);
  return words;
}

/**
 * A number in any of the ways that departments write one, as plain decimal text in the field's own
 * unit: full-width digits, thousands separators, ￥, 万元. Null where it is none. The point is moved in
 * the text, so that no float comes between what was written and what is kept.
 */
export function decimalText(text: string, unit: Unit | null): string | null {
  if (PLAIN.test(text)) return text;
  if (text.length > LONGEST) return null;
  const tidy = text
    .normalize("NFKC")
    .replaceAll("\u2212", "-")
    .replace(/^['\u2018\u2019]/, "")
    .trim();
  if (PLAIN.test(tidy)) return tidy;
  const found = WRITTEN.exec(tidy);
  if (!found) return null;
  const [, first = "", second = "", written = "", fraction = "", word = ""] = found;
  if (first !== "" && second !== "") return null;
  const whole = written.trim();
  if (/\D/.test(whole) && !GROUPED.test(whole)) return null;
  const shift = wordsOf(unit)[word.toLowerCase()];
  if (shift === undefined) return null;
  const sign = first === "-" || second === "-" ? "-" : "";
  return sign + moved(whole.replaceAll(/\D/g, ""), fraction, shift);
}

/** The point moved to the right. */
function moved(whole: string, fraction: string, shift: number): string {
  const digits = fraction.padEnd(shift, "0");
  const left = whole + digits.slice(0, shift);
  const right = digits.slice(shift);
  return right === "" ? left : `${left}.${right}`;
}

/** A float as people meant it: 0.1 + 0.2 in a spreadsheet is 0.3. */
export const plainNumber = (value: number): string => {
  const rounded = Number(value.toPrecision(15));
  // Without an exponent, also for what is very small; nothing is kept beyond six decimals.
  return Math.abs(rounded) < 1e-6 ? "0" : String(rounded);
};
