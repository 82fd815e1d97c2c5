import { Refusal } from "#lib/kernel/refusal.ts";
import { isUnknownWord } from "./cells.ts";
import { BAD, GOOD, UNKNOWN, type CategoryColumn, type Outcomes } from "./model.ts";

export type Target = Readonly<{
  column: string;
  outcomes: Outcomes;
  /** The value, or the values, that mean bad. */
  bad: readonly string[];
  good: readonly string[];
  /** How it was decided which one is bad; for the person who trains. */
  reason: string;
  /** Rows whose outcome is not known. */
  unknown: number;
}>;

/** A target of more values cannot be listed to choose from. */
const SHOWN_VALUES = 12;

/** Reads outcomes from a column of words. `bad` is what the person said, or null. */
export function targetOf(column: CategoryColumn, bad: string | null): Target {
  const counts = column.values.map(() => 0);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const values = column.values.filter(
    (value, at) => (counts[at] ?? 0) > 0 && !isUnknownWord(value),
  );
  const countOf = (value: string) => counts[column.values.indexOf(value)] ?? 0;
  const decided = decide(column.name, values, countOf, bad);
  const isBad = new Set(decided.bad);
  const meaning = column.values.map((value) =>
    isBad.has(value) ? BAD : values.includes(value) ? GOOD : UNKNOWN,
  );
  const outcomes = Uint8Array.from(column.codes, (code) => meaning[code] ?? UNKNOWN);
  const unknown = outcomes.reduce((sum, outcome) => sum + (outcome === UNKNOWN ? 1 : 0), 0);
  const good = values.filter((value) => !isBad.has(value));
  return { column: column.name, outcomes, good, unknown, ...decided };
}

type Decided = Readonly<{ bad: readonly string[]; reason: string }>;

function decide(
  name: string,
  values: readonly string[],
  countOf: (value: string) => number,
  bad: string | null,
): Decided {
  if (values.length === 0) throw refusal("target", `目标列“${name}”没有任何已知的值，请换一列。`);
  const [only] = values;
  if (values.length === 1)
    throw refusal(
      "target",
      `目标列“${name}”只有一个值“${only}”，好坏样本须都有。请换一列或补充样本。`,
    );
  if (bad !== null) return { bad: saidBad(name, values, bad), reason: "由使用者指定" };
  if (values.length > 2)
    throw refusal(
      "bad",
      `目标列“${name}”有 ${values.length} 个值（${listed(values)}），请指明哪个是坏样本（几个以逗号分隔）。`,
    );
  const [one = "", other = ""] = values;
  const chosen = badOfTwo(name, one, other, countOf);
  return { bad: [chosen.value], reason: chosen.reason };
}

const listed = (values: readonly string[]): string =>
  values.slice(0, SHOWN_VALUES).join("、") + (values.length > SHOWN_VALUES ? " …" : "");

/** The value itself, in any case; the same number written otherwise; or several with commas between. */
function saidBad(name: string, values: readonly string[], said: string): readonly string[] {
  const find = (word: string) =>
    values.find((value) => value === word) ??
    values.find((value) => value.toLowerCase() === word.toLowerCase()) ??
    values.find((value) => word !== "" && Number(value) === Number(word));
  const whole = find(said.trim());
  const found = whole === undefined ? said.split(",").map((word) => find(word.trim())) : [whole];
  const bad = found.filter((value) => value !== undefined);
  if (bad.length === 0 || bad.length < found.length)
    throw refusal(
      "bad",
      `目标列“${name}”没有值“${said}”，它的值是：${listed(values)}。请改正坏样本的值。`,
    );
  if (new Set(bad).size === values.length)
    throw refusal("bad", `坏样本的值包括了目标列“${name}”的所有值，没有好样本。请改正坏样本的值。`);
  return [...new Set(bad)];
}

// What tables call the two ends. "non-default" and "not paid" turn a word round, so they come first.
const TURNED = /^(?:non?|not|un)[-_ ]?|^(?:未|非|不|无)/;
const BAD_WORD =
  /default|bad|charge|chgoff|delinq|arrear|overdue|late|loss|fraud|bankrupt|reject|denied|fail|违约|逾期|坏|不良|失信|欺诈/;
const GOOD_WORD =
  /paid|p ?i ?f|good|current|perform|repa|approve|accept|success|normal|正常|履约|好|结清|还清|守信|良/;
const YES = /^(?:1|1\.0+|y|yes|t|true|是|有)$/;
const NO = /^(?:0|0\.0+|-1|n|no|f|false|否|无)$/;

function badOfTwo(
  name: string,
  one: string,
  other: string,
  countOf: (value: string) => number,
): { value: string; reason: string } {
  const tones = [toneOf(one), toneOf(other)];
  if (tones[0] !== tones[1]) {
    const value = tones[0] === "bad" || tones[1] === "good" ? one : other;
    return { value, reason: "按词义判断" };
  }
  const yes = [one, other].find((value) => YES.test(value.toLowerCase()));
  const no = [one, other].find((value) => NO.test(value.toLowerCase()));
  if (yes !== undefined && no !== undefined) {
    const good = toneOf(name) === "good";
    return { value: good ? no : yes, reason: `按列名“${name}”，${good ? "“是”为好" : "“是”为坏"}` };
  }
  const numbers = [Number(one), Number(other)];
  if (numbers.every(Number.isFinite) && one !== "" && other !== "")
    return { value: Number(one) > Number(other) ? one : other, reason: "两个数字中较大者" };
  const rarer = countOf(one) <= countOf(other) ? one : other;
  return { value: rarer, reason: "两个值中较少者" };
}

function toneOf(text: string): "good" | "bad" | null {
  const word = text.trim().toLowerCase();
  const bare = word.replace(TURNED, "");
  const tone = BAD_WORD.test(bare) ? "bad" : GOOD_WORD.test(bare) ? "good" : null;
  if (tone === null || bare === word) return tone;
  return tone === "bad" ? "good" : "bad";
}

const refusal = (field: string, message: string) =>
  new Refusal("invalid", `modelling.${field}_unclear`, message, {
    fields: [{ path: field, message }],
  });
