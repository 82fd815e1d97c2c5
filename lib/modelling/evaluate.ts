import { Refusal } from "#lib/kernel/refusal.ts";
import { binned, levelOf, psi } from "#lib/scoring/index.ts";
import type { Scorecard, WarningLevel } from "#lib/scoring/model.ts";
import { applyCard, readForCards, type Applied } from "./apply-card.ts";
import { resampled, type Resampled } from "./bootstrap.ts";
import { discriminationOf, talliesOf } from "#lib/kernel/discrimination.ts";
import { rowsKnown } from "./folds.ts";
import { brier, calibration, type Calibration } from "./measures.ts";
import { BAD, type Table } from "./model.ts";
import { columnNamed } from "./names.ts";
import { badProbability } from "./points.ts";
import { seeded } from "./random.ts";
import { swapSet, type SwapSet } from "./swap-set.ts";
import { targetOf, type Target } from "./target.ts";
import { countsOf, type TrainingRecord } from "./training-record.ts";

export type EvaluateOptions = Readonly<{
  card: Scorecard;
  record: TrainingRecord | null;
  /** Null: as the card was trained, or no outcomes at all. */
  target: string | null;
  bad: string | null;
  /** Another card, for whom would be let in by one and not by the other. */
  against: Scorecard | null;
  approvalRate: number;
  seed: number;
  onProgress?: (step: "read" | "score", share: number) => void;
}>;

/** Null: there is nothing to compare. */
export type Stability = Readonly<{ psi: number | null; verdict: WarningLevel }>;

export type Judged = Readonly<{
  n: number;
  badRate: number;
  auc: number;
  ks: number;
  gini: number;
  intervals: Resampled;
  /** Null for a card without a scale of odds. */
  brier: number | null;
  calibration: Calibration | null;
}>;

export type Evaluated = Readonly<{
  rows: number;
  judged: Judged | null;
  target: Target | null;
  /** Against the rows that the card was trained on; null where they are not known. */
  stability: Readonly<{
    total: Stability;
    characteristics: readonly (Stability & Readonly<{ name: string }>)[];
  }> | null;
  swap: SwapSet | null;
  notes: readonly string[];
}>;

/** The measures of a card on rows that it was not trained on. */
export async function evaluate(path: string, options: EvaluateOptions): Promise<Evaluated> {
  const { card, record, against } = options;
  const wanted = options.target ?? record?.target ?? null;
  const plain = (name: string) =>
    name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s_.-]/g, "");
  const cards = against ? [card, against] : [card];
  const isTarget = (name: string) => wanted !== null && plain(name) === plain(wanted);
  const table = await readForCards(path, cards, isTarget, (share) =>
    options.onProgress?.("read", share),
  );
  const target = targetIn(table, wanted, options);
  const all = Int32Array.from({ length: table.rows }, (_, row) => row);
  const applied = applyCard(card, table, all);
  options.onProgress?.("score", 1);
  const judged = target ? judge(card, applied, target, options.seed) : null;
  return {
    rows: table.rows,
    judged,
    target,
    stability: record ? stabilityOf(applied, record) : null,
    swap: against && target ? swapOf(card, against, table, target, options.approvalRate) : null,
    notes: [
      ...table.notes,
      ...(applied.unscored > 0 ? [`${applied.unscored} 行评分卡不出分，未计入`] : []),
      ...(record === null ? ["没有这张卡的训练记录，无法比较稳定性"] : []),
      ...(target === null ? ["没有目标列，只比较稳定性"] : []),
      ...(target !== null && judged === null ? ["只有好样本或只有坏样本，无法衡量区分度"] : []),
      ...(target !== null && target.unknown > 0 ? [`${target.unknown} 行的目标未知，未计入`] : []),
    ],
  };
}

function targetIn(table: Table, wanted: string | null, options: EvaluateOptions): Target | null {
  if (wanted === null) return null;
  const names = [...table.columns.map(({ name }) => name), ...table.skipped];
  const said = options.target !== null;
  if (!said && !table.columns.some(({ kind }) => kind === "category")) return null;
  const bad = options.bad ?? (options.record ? options.record.bad.join(",") : null);
  let name: string;
  try {
    name = columnNamed("target", wanted, names);
  } catch (error) {
    // A new population need not have outcomes yet; one that was asked for has to.
    if (!said && error instanceof Refusal) return null;
    throw error;
  }
  const column = table.columns.find((each) => each.name === name);
  return column?.kind === "category" ? targetOf(column, bad) : null;
}

function judge(card: Scorecard, applied: Applied, target: Target, seed: number): Judged | null {
  const places = applied.rows
    .map((row, at) => ((target.outcomes[row] ?? 2) <= BAD ? at : -1))
    .filter((at) => at >= 0);
  const totals = Float64Array.from(places, (at) => applied.totals[at] ?? 0);
  const bad = Uint8Array.from(places, (at) =>
    target.outcomes[applied.rows[at] ?? 0] === BAD ? 1 : 0,
  );
  const tallies = talliesOf(totals, (at) => bad[at] === 1);
  const { auc, ks, gini, n, bad: bads } = discriminationOf(tallies);
  if (auc === null || ks === null || gini === null) return null;
  const { scale } = card;
  const said = scale
    ? totals.map((total) =>
        badProbability(
          { base: scale.basePoints, odds: scale.oddsAtBase, double: scale.pointsToDoubleOdds },
          total,
        ),
      )
    : null;
  return {
    n,
    badRate: bads / n,
    auc,
    ks,
    gini,
    intervals: resampled([tallies], seeded(seed)),
    brier: said ? brier(said, bad) : null,
    calibration: said ? calibration(said, bad) : null,
  };
}

function stabilityOf(applied: Applied, record: TrainingRecord): Evaluated["stability"] {
  const indexOf = (expected: readonly number[], actual: readonly number[]): Stability => {
    const index = psi(expected, actual);
    return { psi: index, verdict: levelOf(index) };
  };
  return {
    total: indexOf(record.scores.counts, binned(countsOf(applied.totals), record.scores.ends)),
    characteristics: [...applied.counts].flatMap(([name, counts]) => {
      const expected = record.characteristics[name];
      return expected ? [{ name, ...indexOf(expected, counts) }] : [];
    }),
  };
}

function swapOf(
  card: Scorecard,
  against: Scorecard,
  table: Table,
  target: Target,
  approvalRate: number,
): SwapSet {
  const known = rowsKnown(target.outcomes);
  const first = applyCard(against, table, known);
  const second = applyCard(card, table, known);
  const scoredBySecond = new Map([...second.rows].map((row, at) => [row, second.totals[at] ?? 0]));
  const both = [...first.rows].flatMap((row, at) => {
    const other = scoredBySecond.get(row);
    return other === undefined ? [] : [{ row, one: first.totals[at] ?? 0, other }];
  });
  return swapSet(
    both.map(({ one }) => one),
    both.map(({ other }) => other),
    Uint8Array.from(both, ({ row }) => (target.outcomes[row] === BAD ? 1 : 0)),
    approvalRate,
  );
}
