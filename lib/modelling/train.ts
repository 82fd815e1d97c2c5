import { Refusal } from "#lib/kernel/refusal.ts";
import { binned, deciles } from "#lib/scoring/index.ts";
import { crossValidate, type CrossValidated } from "./cross-validate.ts";
import { fitCard } from "./fit.ts";
import { rowsKnown } from "./folds.ts";
import { BAD, type Fitted, type PointScale } from "./model.ts";
import { columnNamed } from "./names.ts";
import { scoreRows } from "./points.ts";
import { seeded } from "./random.ts";
import { readTable } from "./read-table.ts";
import { targetOf, type Target } from "./target.ts";
import { countsOf } from "./training-record.ts";
import { usableColumns, type Finding } from "./usable.ts";

export type TrainOptions = Readonly<{
  target: string;
  /** The value that means bad; null: chosen, and said. */
  bad: string | null;
  drop: readonly string[];
  keep: readonly string[];
  folds: number;
  seed: number;
  scale: PointScale;
  minIv: number;
  maxCorrelation: number;
  /** Which step is under way and how far it is, as a share of one. */
  onProgress?: (step: "read" | "validate" | "fit", share: number) => void;
}>;

export type Trained = Readonly<{
  n: number;
  badRate: number;
  target: Target;
  card: Fitted;
  /** Null where there are too few of one outcome for two folds. */
  cv: CrossValidated | null;
  /** How the totals of the rows are spread, in bands of about a tenth each. */
  scores: Readonly<{ ends: readonly number[]; counts: readonly number[] }>;
  findings: readonly Finding[];
  notes: readonly string[];
}>;

export const DEFAULT_SCALE: PointScale = { base: 600, odds: 20, double: 50 };
export const defaults = { folds: 5, seed: 1, minIv: 0.01, maxCorrelation: 0.9 } as const;

/** Trains a card on a table and says how good it is on rows that it was not trained on. */
export async function train(path: string, options: TrainOptions): Promise<Trained> {
  const wanted = named(options);
  const table = await readTable(path, {
    kindOf: (name, guess) => (wanted.isTarget(name) ? "category" : guess),
    skip: () => false,
    onProgress: (share) => options.onProgress?.("read", share),
  });
  const names = table.columns.map(({ name }) => name);
  const targetName = columnNamed("target", options.target, names);
  const dropped = new Set(options.drop.map((name) => columnNamed("drop", name, names)));
  const kept = new Set(options.keep.map((name) => columnNamed("keep", name, names)));
  const column = table.columns.find(({ name }) => name === targetName);
  if (column?.kind !== "category") throw new Error(`${targetName} was not read as words`);
  const target = targetOf(column, options.bad);
  const rows = rowsKnown(target.outcomes);
  options.onProgress?.("validate", 0);
  const others = table.columns.filter(({ name }) => name !== targetName && !dropped.has(name));
  const usable = usableColumns(others, target.outcomes, rows, kept);
  if (usable.columns.length === 0)
    throw new Refusal("invalid", "modelling.no_columns", "除目标列外没有可用的列，无法建卡。");
  const fitting = {
    scale: options.scale,
    minIv: options.minIv,
    maxCorrelation: options.maxCorrelation,
  };
  const cv = crossValidate(usable.columns, target.outcomes, rows, {
    ...fitting,
    folds: options.folds,
    random: seeded(options.seed),
    onFold: (done, all) => options.onProgress?.("validate", done / all),
  });
  const random = seeded(options.seed + 1);
  const card = fitCard(usable.columns, target.outcomes, rows, { ...fitting, random });
  options.onProgress?.("fit", 1);
  const byName = new Map(usable.columns.map((each) => [each.name, each]));
  const totals = countsOf(scoreRows(card, byName, rows));
  const ends = deciles(totals);
  const bad = rows.reduce((sum, row) => sum + (target.outcomes[row] === BAD ? 1 : 0), 0);
  return {
    n: rows.length,
    badRate: bad / rows.length,
    target,
    card,
    cv,
    scores: { ends, counts: binned(totals, ends) },
    findings: usable.findings,
    notes: [...table.notes, ...notesOf(target, card, cv, options.folds)],
  };
}

/** The target is read as words, in whatever case its name is written. */
function named({ target }: TrainOptions) {
  const plain = (name: string) =>
    name
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[\s_.-]/g, "");
  return { isTarget: (name: string) => plain(name) === plain(target) };
}

function notesOf(
  target: Target,
  card: Fitted,
  cv: CrossValidated | null,
  folds: number,
): readonly string[] {
  const { column, bad, good, reason, unknown } = target;
  const specials = card.characteristics.filter(({ binning }) => binning.specials.length > 0);
  return [
    `目标列“${column}”：坏样本 = ${bad.join("、")}，好样本 = ${good.join("、")}（${reason}）`,
    ...(unknown > 0 ? [`${unknown} 行的目标未知，未参与训练`] : []),
    ...specials.map(
      ({ binning }) =>
        `${binning.column}：${binning.specials.join("、")} 像是未知的代码，按未知处理`,
    ),
    ...(cv === null ? ["好样本或坏样本不足两个，无法交叉验证"] : []),
    ...(cv !== null && cv.folds < folds ? [`样本太少，只做了 ${cv.folds} 折交叉验证`] : []),
    ...(card.characteristics.length === 0 ? ["没有一列能区分好坏，卡中没有特征"] : []),
  ];
}
