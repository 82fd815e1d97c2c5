import fc from "fast-check";

/** For tests: the ways in which departments write one and the same value. */

/** ASCII as its full-width twin. */
export const fullWidth = (text: string): string =>
  [...text]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0;
      return code > 32 && code < 127 ? String.fromCodePoint(code + 0xfee0) : char;
    })
    .join("");

const grouped = (whole: string) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
const around = fc.constantFrom("", " ", "\u3000", "\t", "  ");

/** Surely one of its spellings, with space around it, in half or full width. */
const dressed = (text: string) =>
  fc
    .tuple(around, fc.boolean(), around)
    .map(([before, wide, after]) => `${before}${wide ? fullWidth(text) : text}${after}`);

/** An amount of so many 分, in 元 or 万元, with or without its marks. */
export function amountSpellings(fen: number): fc.Arbitrary<string> {
  const sign = fen < 0 ? "-" : "";
  const digits = String(Math.abs(fen)).padStart(3, "0");
  const [whole, cents] = [digits.slice(0, -2), digits.slice(-2)];
  const plain = `${sign}${whole}.${cents}`;
  const wan = `${sign}${whole.padStart(5, "0").slice(0, -4)}.${whole.padStart(5, "0").slice(-4)}${cents}`;
  const written = [
    plain,
    `${plain}0`,
    `${sign}${grouped(whole)}.${cents}`,
    `¥${plain}`,
    `${sign}¥${grouped(whole)}.${cents}`,
    `${plain}元`,
    `${grouped(whole).length > 0 ? sign + grouped(whole) : plain}.${cents} 元`,
    `${wan}万元`,
    `${wan}万`,
    ...(cents === "00" ? [`${sign}${whole}`, `${sign}${grouped(whole)}元`] : []),
  ];
  return fc.constantFrom(...written).chain(dressed);
}

const unpadded = (digits: string) => String(Number(digits));

/** A day `YYYY-MM-DD` in every form of domain.md §3.3. */
export function daySpellings(day: string): fc.Arbitrary<string> {
  const [year = "", month = "", date = ""] = day.split("-");
  const [m, d] = [unpadded(month), unpadded(date)];
  return fc
    .constantFrom(
      day,
      `${year}/${month}/${date}`,
      `${year}/${m}/${d}`,
      `${year}.${month}.${date}`,
      `${year}-${m}-${d}`,
      `${year}${month}${date}`,
      `${year}${month}${date}103059`,
      `${year}年${m}月${d}日`,
      `${year}年${month}月${date}日`,
      `${year} 年 ${m} 月 ${d} 日`,
      `${day} 10:30:59`,
      `${day}T10:30`,
      `${year}/${m}/${d} 9:05`,
    )
    .chain(dressed);
}

/** A month `YYYY-MM` in every form of domain.md §3.3. */
export function monthSpellings(month: string): fc.Arbitrary<string> {
  const [year = "", number = ""] = month.split("-");
  const m = unpadded(number);
  return fc
    .constantFrom(
      month,
      `${year}${number}`,
      `${year}/${number}`,
      `${year}/${m}`,
      `${year}.${number}`,
      `${year}年${m}月`,
      `${year}年${number}月`,
      `${year}-${number}-15`,
      `${year}${number}01`,
      `${year}-${number}-01至${year}-${number}-${String(new Date(Date.UTC(Number(year), Number(number), 0)).getUTCDate())}`,
    )
    .chain(dressed);
}

/** A unified social credit code as people type and export it. */
export const codeSpellings = (uscc: string): fc.Arbitrary<string> =>
  fc
    .constantFrom(
      uscc,
      uscc.toLowerCase(),
      `${uscc.slice(0, 8)}-${uscc.slice(8, 17)}-${uscc.slice(17)}`,
      `${uscc.slice(0, 4)} ${uscc.slice(4, 10)} ${uscc.slice(10)}`,
      `'${uscc}`,
      `${uscc.slice(0, 9)}\u200B${uscc.slice(9)}`,
    )
    .chain(dressed);

export const nothingSpellings: fc.Arbitrary<string | null | undefined> = fc.oneof(
  fc.constantFrom(null, undefined),
  fc
    .constantFrom("", "无", "/", "//", "N/A", "n/a", "-", "—", "——", "空", "NULL", "null", "暂无")
    .chain(dressed),
);
