import {
  drawTable,
  ink,
  openSheet,
  page,
  size,
  write,
  type Doc,
  type PaperColumn,
} from "../paper/index.ts";
import { timeText } from "../kernel/calendar.ts";
import { amountText, cardEventLabels, cardStatusLabels, type Scorecard } from "./model.ts";
import type { CardRead } from "./queries.ts";
import { cardRows, scaleText, vetoText, type CardRow } from "./words.ts";

const columns: readonly PaperColumn<CardRow>[] = [
  { header: "特征", weight: 2.6, cell: (row) => row.label },
  { header: "取值", weight: 2.8, cell: (row) => row.when },
  { header: "得分", weight: 0.8, numeric: true, cell: (row) => row.points },
  { header: "基准分", weight: 0.8, numeric: true, cell: (row) => row.baseline ?? "" },
  { header: "原因", weight: 3, cell: (row) => row.reason },
];

/**
 * The card as a document that a committee can read and approve: every bin with its points and reason,
 * vetoes, grades, limit, what is wrong with it, and who did what. The hash on it is the card's.
 */
export async function committeePdf(read: CardRead): Promise<Buffer> {
  const { card, hash, status, events, problems } = read;
  const title = `${card.name}（${card.id} 第 ${card.version} 版）`;
  const last = events.at(-1)?.at ?? read.createdAt;
  const { doc, finish } = openSheet({
    title,
    author: "信桥融资信用服务平台",
    createdAt: last,
    layout: "landscape",
  });
  doc.fillColor(ink.strong).fontSize(size.title);
  write(doc, `信用评分卡审批件：${title}`, { align: "center" });
  paragraphs(doc, [
    `状态：${cardStatusLabels[status]}。有效期：${card.validFrom} 至 ${card.validTo ?? "长期"}。`,
    `评分卡指纹（SHA-256）：${hash}`,
    scaleText(card),
    reasonsText(card),
    problems.length === 0
      ? "发布检查：通过。各特征无断档、无重叠，均有缺失值分档、原因与基准分。"
      : `发布检查：${problems.length} 处问题。${problems.map(({ at, message }) => `${at ?? "整卡"}：${message}`).join("")}`,
  ]);
  heading(doc, "一、特征、分档与得分");
  drawTable(doc, columns, cardRows(card));
  heading(doc, "二、一票否决");
  paragraphs(
    doc,
    card.vetoes.length === 0
      ? ["无。"]
      : card.vetoes.map((veto) => `${vetoText(veto)}：${veto.reason}`),
  );
  heading(doc, "三、等级");
  paragraphs(doc, gradesText(card));
  heading(doc, "四、建议额度");
  paragraphs(doc, limitText(card));
  heading(doc, "五、办理记录");
  paragraphs(
    doc,
    events.map(({ number, kind, by, at, note }) =>
      [
        `${number}. ${timeText(at)}`,
        by ?? "",
        cardEventLabels[kind],
        note ? `（${note}）` : "",
      ].join(" "),
    ),
  );
  heading(doc, "六、审批意见");
  paragraphs(doc, [
    "审批人：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿＿＿　　意见：＿＿＿＿＿＿＿＿＿＿＿＿＿＿",
  ]);
  return finish();
}

const methods = {
  max: "该特征可得的最高分",
  min: "该特征可得的最低分",
  mean: "申请企业的平均得分",
  neutral: "中性得分",
  other: "评分卡自行规定的得分",
} as const;

export const reasonsText = ({ baselineMethod, reasonAlgorithm }: Scorecard): string =>
  `原因按失分从多到少给出，最多四项；失分为${reasonAlgorithm === "pointsBelow" ? "低于" : "高于"}基准分的部分，基准分取${methods[baselineMethod]}。一票否决时只给出否决原因。`;

const gradesText = ({ grades }: Scorecard): readonly string[] =>
  grades.length === 0
    ? ["本评分卡不分等级。"]
    : grades.map(({ grade, label, from }, index) =>
        index === grades.length - 1
          ? `${grade}（${label}）：其余，以及触发一票否决的`
          : `${grade}（${label}）：${from} 分及以上`,
      );

function limitText({ limit }: Scorecard): readonly string[] {
  if (!limit) return ["本评分卡不测算额度。"];
  const caps = Object.entries(limit.gradeCapFen).map(
    ([grade, cap]) => `${grade} 级 ${amountText(cap)}`,
  );
  return [
    `取以下最低一项，再扣减存量贷款：信用等级上限（${caps.join("、")}，未列等级为零）；近12个月实缴税额 × ${limit.taxMultiple}；近12个月销售额 × ${limit.salesShareBps / 100}%；近四个季度利润总额 × ${limit.repaymentShareBps / 100}% × ${limit.repaymentYears} 年。`,
  ];
}

function heading(doc: Doc, text: string): void {
  if (doc.y + 80 > doc.page.height - page.bottom) doc.addPage();
  doc.moveDown(0.8).fillColor(ink.strong).fontSize(size.heading);
  write(doc, text, { lineGap: 4 });
}

function paragraphs(doc: Doc, lines: readonly string[]): void {
  doc.moveDown(0.4).fillColor(ink.body).fontSize(size.body);
  for (const line of lines) write(doc, line, { lineGap: 4 });
}
