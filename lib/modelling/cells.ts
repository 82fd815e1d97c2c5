/** What tables write where they know nothing, in lower case. */
const UNKNOWN_WORDS = new Set([
  ..."? - -- . / n/a na #n/a #na nan null none nil missing unknown unk \\n (null) <na> inf -inf".split(
    " ",
  ),
  ..."infinity -infinity #div/0! #value! #ref! 空 无 未知 不详 缺失 暂无 —— —".split(" "),
  "",
]);
/** Numbers that stand for unknown where a column is of words; of numbers, see `specialsOf`. */
const UNKNOWN_CODES = new Set(["-9", "-99", "-999", "-9999"]);

export const isUnknown = (text: string): boolean =>
  text === "" || (text.length <= 9 && UNKNOWN_WORDS.has(text.trim().toLowerCase()));

export const isUnknownWord = (text: string): boolean =>
  isUnknown(text) || (text.length <= 5 && UNKNOWN_CODES.has(text.trim()));

const ZERO = 48;
const NINE = 57;
const POINT = 46;

/**
 * The number that a cell says: plain, with thousands (1,234.5), per cent or a sign of money; NaN
 * where it says none. A number with a leading zero is a code and not a number: 007 is not 7.
 */
export function numberIn(text: string): number {
  const first = text.charCodeAt(0);
  if (first > ZERO && first <= NINE) {
    const value = Number(text);
    if (value === value && value !== Infinity) return value;
  } else if (first === ZERO) {
    const second = text.charCodeAt(1);
    if (Number.isNaN(second)) return 0;
    if (second === POINT || second === 101 || second === 69) {
      const value = Number(text);
      if (value === value) return value;
    }
  }
  return typedNumber(text.trim());
}

const PLAIN = /^[-+]?(?:0|[1-9]\d*|\d*(?=\.\d))(?:\.\d*)?(?:e[-+]?\d+)?$/i;
const GROUPED = /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const DECIMAL_COMMA = /^[-+]?\d+,\d+$/;

function typedNumber(text: string): number {
  if (text === "") return NaN;
  if (PLAIN.test(text)) return finite(Number(text));
  const bare = text.replace(/^([-+]?)\s*[$¥￥€£]\s*/, "$1").replace(/\s*[%％]$/, "");
  if (PLAIN.test(bare)) return finite(Number(bare));
  if (GROUPED.test(bare)) return finite(Number(bare.replaceAll(",", "")));
  if (DECIMAL_COMMA.test(bare)) return finite(Number(bare.replace(",", ".")));
  return NaN;
}

const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const YEAR_FIRST = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?(?:[T ].*)?$/;
const NAMED = /^(?:(\d{1,2})[- ])?([a-z]{3})[a-z]*[- ](\d{2}|\d{4})$/i;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ].*)?$/;

/**
 * The day that a cell says, as its number since 1970-01-01; NaN where it says none. 03/04/2020 is the
 * fourth of March, unless the first number can only be a day.
 */
export function dayIn(text: string): number {
  const trimmed = text.trim();
  const yearFirst = YEAR_FIRST.exec(trimmed);
  if (yearFirst) return dayOf(yearFirst[1], yearFirst[2], yearFirst[3] ?? "1");
  const named = NAMED.exec(trimmed);
  if (named) {
    const month = MONTHS.indexOf((named[2] ?? "").toLowerCase()) + 1;
    return month > 0 ? dayOf(fullYear(named[3] ?? ""), String(month), named[1] ?? "1") : NaN;
  }
  const yearLast = YEAR_LAST.exec(trimmed);
  if (!yearLast) return NaN;
  const [, one, other, year] = yearLast;
  return Number(one) > 12 ? dayOf(year, other, one) : dayOf(year, one, other);
}

/** Two digits up to 30 are of this century, as lending tables have it. */
const fullYear = (year: string): string =>
  year.length === 4 ? year : Number(year) <= 30 ? `20${year}` : `19${year}`;

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined) {
  const [m, d] = [Number(month), Number(day)];
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return NaN;
  return Math.floor(Date.UTC(Number(year), m - 1, d) / 86_400_000);
}

/** A day number as people write it. */
export const dayText = (day: number): string =>
  new Date(day * 86_400_000).toISOString().slice(0, 10);
