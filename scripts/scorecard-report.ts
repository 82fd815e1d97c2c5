import {
  binRows,
  shapeTexts,
  type Calibration,
  type Evaluated,
  type Explained,
  type Finding,
  type Interval,
  type Trained,
} from "#lib/modelling/index.ts";

/** What `train` prints for people. */
export function trainText({ n, badRate, card, cv, findings, notes }: Trained): string {
  const lines = [`样本 ${n} 行，坏样本率 ${percent(badRate)}；${card.choice}`];
  if (cv) {
    lines.push(
      `${cv.folds} 折交叉验证：AUC ${spread(cv.auc)}${range(cv.intervals.auc)}，KS ${spread(cv.ks)}${range(cv.intervals.ks)}，Gini ${cv.gini.toFixed(4)}，Brier ${cv.brier.toFixed(4)}`,
      ...calibrationText(cv.calibration),
    );
  }
  const listed = card.characteristics.map((one) => [
    one.binning.column,
    one.binning.iv.toFixed(3),
    one.coefficient > 0 ? "+" : "-",
    one.coefficient.toFixed(3),
    one.standardError?.toFixed(3) ?? "—",
    shapeTexts[one.binning.shape],
    String(one.binning.bins.length),
  ]);
  lines.push("", table(["特征", "IV", "符号", "系数", "标准误", "形状", "分档"], listed));
  for (const one of card.characteristics) {
    const rows = binRows(one).map(({ text, good, bad, woe, points }) => [
      text,
      String(good + bad),
      good + bad > 0 ? percent(bad / (good + bad)) : "—",
      woe.toFixed(3),
      String(points),
    ]);
    lines.push("", table([one.binning.column, "行数", "坏样本率", "WOE", "分值"], rows));
  }
  lines.push("", `基础分 ${card.basePoints}`);
  if (card.left.length > 0)
    lines.push(`未入卡：${card.left.map(({ name, why }) => `${name}（${why}）`).join("；")}`);
  return [...lines, ...findings.map((each) => `注意 ${findingText(each)}`), ...notes, ""].join(
    "\n",
  );
}

/** What was found of a column, and the option by which a person has it otherwise. */
export function findingText({ column, text, wayOut }: Finding): string {
  if (wayOut === "keep") return `${text}；如确应采用，请加 --keep ${column}`;
  return wayOut === "drop" ? `${text}；可用 --drop ${column} 去掉` : text;
}

const calibrationText = ({ slope, intercept, bands }: Calibration): readonly string[] => [
  `校准：斜率 ${slope?.toFixed(3) ?? "—"}，截距 ${intercept?.toFixed(3) ?? "—"}`,
  table(
    ["预测", "实际", "行数"],
    bands.map(({ predicted, observed, n }) => [percent(predicted), percent(observed), String(n)]),
  ),
];

const verdicts = { none: "稳定", look: "留意", act: "须处理" } as const;

/** What `evaluate` prints for people. */
export function evaluateText({ rows, judged, stability, swap, notes }: Evaluated): string {
  const lines = [`${rows} 行`];
  if (judged) {
    lines.push(
      `有结果 ${judged.n} 行，坏样本率 ${percent(judged.badRate)}`,
      `AUC ${judged.auc.toFixed(4)}${range(judged.intervals.auc)}，KS ${judged.ks.toFixed(4)}${range(judged.intervals.ks)}，Gini ${judged.gini.toFixed(4)}，Brier ${judged.brier?.toFixed(4) ?? "—"}`,
      ...(judged.calibration ? calibrationText(judged.calibration) : []),
    );
  }
  if (stability) {
    const { total, characteristics } = stability;
    lines.push(
      "",
      `总分 PSI ${total.psi?.toFixed(4) ?? "—"}（${verdicts[total.verdict]}）`,
      table(
        ["特征", "PSI", ""],
        characteristics.map(({ name, psi, verdict }) => [
          name,
          psi?.toFixed(4) ?? "—",
          verdicts[verdict],
        ]),
      ),
    );
  }
  if (swap) {
    const cell = (name: string, { n, badRate }: { n: number; badRate: number | null }) => [
      name,
      String(n),
      badRate === null ? "—" : percent(badRate),
    ];
    lines.push(
      "",
      `通过率 ${percent(swap.approvalRate)} 下换卡（--against 为原卡）`,
      table(
        ["", "行数", "坏样本率"],
        [
          cell("两卡都通过", swap.both),
          cell("换入（仅本卡通过）", swap.swapIn),
          cell("换出（仅原卡通过）", swap.swapOut),
          cell("两卡都不通过", swap.neither),
        ],
      ),
    );
  }
  return [...lines, ...notes, ""].join("\n");
}

/** What `explain` prints for people. */
export function explainText({ row, score }: Explained): string {
  const { total, defaultProbabilityBps, parts, reasons } = score;
  const risk =
    defaultProbabilityBps === null ? "" : `，违约概率 ${percent(defaultProbabilityBps / 10_000)}`;
  return [
    `第 ${row} 行：${total} 分${risk}`,
    "",
    table(
      ["特征", "取值", "得分", "平均", "最低", "最高"],
      parts.map(({ factName, observed, points, baseline, worst, best }) => [
        factName,
        observed,
        ...[points, baseline, worst, best].map(String),
      ]),
    ),
    "",
    ...reasons.map(({ text, lost, remedy }) => `${text}（失 ${lost ?? "—"} 分）：${remedy}`),
    "",
  ].join("\n");
}

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
const spread = ({ mean, sd }: { mean: number; sd: number }): string =>
  `${mean.toFixed(4)} ± ${sd.toFixed(4)}`;
const range = (found: Interval | null): string =>
  found ? `（95% 区间 ${found.low.toFixed(4)}–${found.high.toFixed(4)}）` : "";

/** A terminal gives a Chinese character two places. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffe6]/.test(sign) ? 2 : 1), 0);

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ""))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => {
        const gap = " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)));
        return at === 0 ? cell + gap : gap + cell;
      })
      .join("  ");
  return all.map(line).join("\n");
}
