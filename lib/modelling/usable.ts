import { binColumn } from "./binning.ts";
import { discriminationOf } from "#lib/kernel/discrimination.ts";
import type { Column, Outcomes } from "./model.ts";

/** Why a column does not take part, or what is to be known of one that does. */
export type Finding = Readonly<{
  column: string;
  kind: "constant" | "empty" | "identity" | "names" | "leak" | "suspect";
  kept: boolean;
  text: string;
  /** What a person who sees it otherwise may ask for; null: nothing. */
  wayOut: "keep" | "drop" | null;
}>;

export type Usable = Readonly<{ columns: readonly Column[]; findings: readonly Finding[] }>;

/**
 * Sets aside columns that cannot say anything of a new applicant: constant ones, numbers and names of
 * cases, and those that repeat the outcome. Each is told by name; `keep` keeps one all the same.
 */
export function usableColumns(
  columns: readonly Column[],
  outcomes: Outcomes,
  rows: Int32Array,
  keep: ReadonlySet<string>,
): Usable {
  const findings: Finding[] = [];
  const kept = columns.filter((column) => {
    const finding = constantOf(column, rows) ?? identityOf(column, rows);
    const found = finding ?? leakOf(column, outcomes, rows);
    if (!found) return true;
    const stays = found.kind === "suspect" || (keep.has(column.name) && canStay(found));
    findings.push(settled(found, stays, keep.has(column.name)));
    return stays;
  });
  return { columns: kept, findings };
}

const canStay = ({ kind }: Finding): boolean => kind !== "constant" && kind !== "empty";

function settled(found: Finding, stays: boolean, asked: boolean): Finding {
  const kept = { ...found, kept: stays };
  if (!stays)
    return { ...kept, text: `${found.text}，未采用`, wayOut: canStay(found) ? "keep" : null };
  return { ...kept, text: `${found.text}，${asked ? "按要求采用" : "仍已采用"}`, wayOut: "drop" };
}

const finding = (column: Column, kind: Finding["kind"], text: string): Finding => ({
  column: column.name,
  kind,
  kept: false,
  text: `${column.name}：${text}`,
  wayOut: null,
});

function constantOf(column: Column, rows: Int32Array): Finding | null {
  let first: number | null = null;
  for (const row of rows) {
    const code = column.codes[row] ?? -1;
    if (first === null) first = code;
    else if (code !== first) return null;
  }
  if (first === -1 || first === null) return finding(column, "empty", "没有任何已知的值");
  return finding(column, "constant", `只有一个值“${column.values[first] ?? ""}”`);
}

const ID_NAME =
  /(^|[_\s.-])(id|ids|uuid|guid|key|idx|index|rowid|rownum|serial)$|(nr|no|num|number|code)_?(chk.*)?$|^unnamed|编号|代号|序号|流水号|身份证|信用代码|^id/i;
const CAMEL_ID = /[a-z](ID|Id)$|^(ID|Id)[A-Z_]/;

function identityOf(column: Column, rows: Int32Array): Finding | null {
  const { known, distinct } = distinctOf(column, rows);
  if (known < 20) return null;
  const share = distinct / known;
  if (column.kind === "category") {
    if (share > 0.5 && distinct > 50)
      return finding(column, "names", `${known} 行有 ${distinct} 种取值，是名称或编号`);
    return null;
  }
  if (!column.whole || column.days || share < 0.98) return null;
  const named = ID_NAME.test(column.name) || CAMEL_ID.test(column.name) || column.name === "列1";
  const first = column.values[0] ?? 0;
  const last = column.values.at(-1) ?? 0;
  const running = share === 1 && last - first + 1 <= 1.02 * column.values.length;
  if (!named && !running) return null;
  return finding(column, "identity", running ? "是连续的序号" : "每行取值不同，像是编号");
}

function distinctOf(column: Column, rows: Int32Array): { known: number; distinct: number } {
  const seen = new Uint8Array(column.values.length);
  let known = 0;
  let distinct = 0;
  for (const row of rows) {
    const code = column.codes[row] ?? -1;
    if (code < 0) continue;
    known++;
    if (seen[code] === 0) {
      seen[code] = 1;
      distinct++;
    }
  }
  return { known, distinct };
}

/** By itself a column that tells so much hardly was known when the loan was asked for. */
const REPEATS_OUTCOME = 0.995;
const SUSPECT_AUC = 0.9;

/** How far a column by itself ranks the outcome, cut as finely as can be, on the rows it was cut by. */
export function tellsAlone(column: Column, outcomes: Outcomes, rows: Int32Array) {
  const rules = { minShare: 0, minEach: 0, cost: 0.5 };
  const { bins, missing, iv } = binColumn(column, outcomes, rows, rules);
  const tallies = [...bins, missing]
    .map(({ good, bad, woe }) => ({ score: woe, good, bad }))
    .sort((one, other) => one.score - other.score);
  return { iv, ...discriminationOf(tallies) };
}

function leakOf(column: Column, outcomes: Outcomes, rows: Int32Array): Finding | null {
  const { iv, auc, bad, n } = tellsAlone(column, outcomes, rows);
  if (auc === null || iv < 0.5) return null;
  const share = auc.toFixed(3);
  // Of a handful of rows chance alone separates; then it is said, and left to the person.
  const enough = Math.min(bad, n - bad) >= 10;
  if (auc >= REPEATS_OUTCOME && enough)
    return finding(column, "leak", `单独即可判定好坏（AUC ${share}），疑为目标的翻版或事后才知道`);
  if (auc < SUSPECT_AUC) return null;
  return {
    ...finding(column, "suspect", `单独的 AUC 达 ${share}，疑为事后才知道，请核对`),
    kept: true,
  };
}
