import ExcelJS from "exceljs";
import { rateLabels, type QualityLine, type QualityRates } from "./model.ts";
import type { QualityBoard } from "./queries.ts";

const rates = Object.keys(rateLabels) as (keyof QualityRates)[]; // Keys of the literal.
const counts = [
  ["received", "收到（行）"],
  ["conforming", "合规（行）"],
  ["quarantined", "隔离（行）"],
  ["wrongCode", "代码错误（行）"],
  ["duplicateCode", "重码（行）"],
  ["timely", "按时（行）"],
  ["late", "逾期（行）"],
] as const;

/** The monthly 归集通报 as a workbook: one sheet a breakdown, rates as numbers that can be computed with. */
export async function qualityWorkbook(board: QualityBoard): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "信桥融资信用服务平台";
  const sheets: readonly (readonly [string, readonly QualityLine[]])[] = [
    ["总体", board.overall ? [board.overall] : []],
    ["按部门", board.byDepartment],
    ["按数据项", board.byItem],
    ["按地区", board.byRegion],
    ["近12个月", board.trend],
  ];
  for (const [title, lines] of sheets) addSheet(workbook, title, board.month, lines);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function addSheet(
  workbook: ExcelJS.Workbook,
  title: string,
  month: string,
  lines: readonly QualityLine[],
) {
  const sheet = workbook.addWorksheet(title, {
    views: [{ state: "frozen", xSplit: 1, ySplit: 2 }],
  });
  sheet.addRow([`信用信息归集通报 ${month} · ${title}`]).font = { bold: true, size: 14 };
  const head = sheet.addRow([
    "名称",
    ...counts.map(([, label]) => label),
    ...rates.map((rate) => rateLabels[rate]),
  ]);
  head.font = { bold: true };
  for (const line of lines) {
    const row = sheet.addRow([
      line.name,
      ...counts.map(([key]) => line[key]),
      // A rate is a share of one, shown as a percentage; unknown stays empty.
      ...rates.map((rate) => (line[rate] === null ? null : line[rate] / 10_000)),
    ]);
    rates.forEach((rate, index) => {
      row.getCell(counts.length + 2 + index).numFmt = rate.endsWith("CodeBps") ? "0.000%" : "0.0%";
    });
  }
  sheet.getColumn(1).width = 28;
  for (let column = 2; column <= counts.length + rates.length + 1; column++)
    sheet.getColumn(column).width = 14;
}
