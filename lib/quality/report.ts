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
import { percent, qualityGoals, rateLabels, type QualityLine, type QualityRates } from "./model.ts";
import type { QualityBoard } from "./queries.ts";

const rates = Object.keys(rateLabels) as (keyof QualityRates)[]; // Keys of the literal.

const columns: readonly PaperColumn<QualityLine>[] = [
  { header: "名称", weight: 3.2, cell: (line) => line.name },
  {
    header: "收到",
    weight: 1.2,
    numeric: true,
    cell: (line) => line.received.toLocaleString("zh-CN"),
  },
  {
    header: "隔离",
    weight: 1,
    numeric: true,
    cell: (line) => line.quarantined.toLocaleString("zh-CN"),
  },
  ...rates.map((rate): PaperColumn<QualityLine> => ({
    header: rateLabels[rate],
    weight: 1.4,
    numeric: true,
    cell: (line) => percent(rate, line[rate]),
  })),
];

/** The monthly 归集通报 as a PDF to be sent round. */
export async function qualityReportPdf(board: QualityBoard, now: Date): Promise<Buffer> {
  const title = `信用信息归集通报（${board.month}）`;
  const { doc, finish } = openSheet({
    title,
    author: "信桥融资信用服务平台",
    createdAt: board.computedAt ?? now,
    layout: "landscape",
  });
  doc.fillColor(ink.strong).fontSize(size.title);
  write(doc, title, { align: "center" });
  doc.moveDown(0.6).fillColor(ink.body).fontSize(size.body);
  for (const line of summary(board)) write(doc, line, { lineGap: 4 });
  section(doc, "一、按数源部门", board.byDepartment);
  section(doc, "二、按数据项", board.byItem);
  section(doc, "三、按地区", board.byRegion);
  doc.fillColor(ink.faint).fontSize(size.small);
  write(
    doc,
    `统计时间 ${board.computedAt ? timeText(board.computedAt) : "—"}。及时率只统计有时限承诺的行政许可与行政处罚（7 个工作日）；“—”表示无可统计数据。`,
    {},
  );
  return finish();
}

function summary({ overall }: QualityBoard): readonly string[] {
  if (!overall) return ["本月尚未统计。"];
  const goals = (Object.keys(qualityGoals) as (keyof typeof qualityGoals)[]).map(
    (rate) => `${rateLabels[rate]} ${percent(rate, overall[rate]) ?? "—"}`,
  );
  return [
    `本月共收到 ${overall.received.toLocaleString("zh-CN")} 行，合规入库 ${overall.conforming.toLocaleString("zh-CN")} 行，隔离 ${overall.quarantined.toLocaleString("zh-CN")} 行，数据合规率 ${percent("conformityBps", overall.conformityBps) ?? "—"}。`,
    `${goals.join("；")}。目标：代码错误率低于 0.1%，重码率低于 0.01%，许可与处罚 7 个工作日内报送。`,
  ];
}

function section(doc: Doc, heading: string, lines: readonly QualityLine[]) {
  if (doc.y + 80 > doc.page.height - page.bottom) doc.addPage();
  doc.moveDown(0.8).fillColor(ink.strong).fontSize(size.heading);
  write(doc, heading, { lineGap: 4 });
  drawTable(doc, columns, lines);
}
