declare const fenBrand: unique symbol;
/** An amount in 分 (1/100 元), a safe integer. */
export type Fen = number & { readonly [fenBrand]: true };

/** The largest amount a form accepts: 100 亿元, far below 2^53 分. */
export const MAX_FEN = 1_000_000_000_000 as Fen;

export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of 分: ${value}`);
  return value as Fen; // Earned by the check above.
}

/** Whole or fractional 元 to 分, half away from zero. */
export function fenFromYuan(yuan: number): Fen {
  return fen(Math.sign(yuan) * Math.round(Math.abs(yuan) * 100 + 1e-7));
}

/** 万元 to 分. */
export const fenFromWan = (wan: number): Fen => fenFromYuan(wan * 10_000);

const grouped = (digits: number) =>
  new Intl.NumberFormat("zh-CN", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const twoDigits = grouped(2);
const noDigits = grouped(0);

/** `1,234.50` (元). */
export const yuanText = (value: number): string => twoDigits.format(value / 100);

/** `12.30` (万元), with as few decimals as the amount needs, at most two. */
export function wanText(value: number): string {
  const wan = value / 1_000_000;
  return Number.isInteger(wan) ? noDigits.format(wan) : twoDigits.format(wan);
}

/** Basis points as a percentage: 385 → `3.85%`. */
export const bpsText = (bps: number): string => `${(bps / 100).toFixed(2)}%`;
