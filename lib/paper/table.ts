import { ink, page, size, write, type Doc } from "./sheet.ts";

export type PaperColumn<Row> = Readonly<{
  header: string;
  /** Share of the width. */
  weight: number;
  numeric?: boolean;
  /** null is shown as a dash: unknown is not zero. */
  cell: (row: Row) => string | null;
}>;

const ROW_HEIGHT = 19;
const PADDING = 4;

/** A ruled table from the pen on, over as many pages as it needs, with its head on each of them. */
export function drawTable<Row>(
  doc: Doc,
  columns: readonly PaperColumn<Row>[],
  rows: readonly Row[],
): void {
  const width = doc.page.width - 2 * page.side;
  const all = columns.reduce((sum, { weight }) => sum + weight, 0);
  const widths = columns.map(({ weight }) => (width * weight) / all);
  let y = doc.y;

  const line = (texts: readonly (string | null)[], color: string) => {
    let x: number = page.side;
    doc.fillColor(color).fontSize(size.small);
    columns.forEach(({ numeric }, index) => {
      const column = widths[index] ?? 0;
      write(
        doc,
        texts[index] ?? "—",
        {
          width: column - 2 * PADDING,
          height: ROW_HEIGHT,
          align: numeric === true ? "right" : "left",
          ellipsis: true,
          lineBreak: false,
        },
        { x: x + PADDING, y: y + PADDING },
      );
      x += column;
    });
    y += ROW_HEIGHT;
    doc
      .moveTo(page.side, y)
      .lineTo(page.side + width, y)
      .lineWidth(0.4)
      .strokeColor(ink.rule)
      .stroke();
  };

  const head = () => line(columns.map(({ header }) => header), ink.faint);
  head();
  for (const row of rows) {
    if (y + ROW_HEIGHT > doc.page.height - page.bottom) {
      doc.addPage();
      y = page.top;
      head();
    }
    line(columns.map(({ cell }) => cell(row)), ink.body);
  }
  doc.x = page.side;
  doc.y = y + 12;
}
