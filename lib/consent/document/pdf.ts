import { ink, openSheet, page, rule, size, write, type Doc } from "../../paper/index.ts";
import { PLATFORM_NAME } from "../artefact.ts";
import { authorisationText, type DocumentTerms, type Section } from "./text.ts";

const lineGap = 5;

/**
 * The document that the signer reads, on A4 with its number on each page. The same terms give the
 * same bytes; the text can be searched and copied.
 */
export async function renderAuthorisationPdf(terms: DocumentTerms): Promise<Buffer> {
  const [title, ...body] = authorisationText(terms);
  const { doc, finish } = openSheet({
    title: `${title?.heading ?? ""} ${terms.number}`,
    author: PLATFORM_NAME,
    createdAt: terms.preparedAt,
  });

  if (title) writeTitle(doc, title);
  for (const section of body) writeSection(doc, section);
  numberPages(doc, terms.number);
  return finish();
}

function writeTitle(doc: Doc, { heading, lines }: Section): void {
  doc.fillColor(ink.strong).fontSize(size.title);
  write(doc, heading, { align: "center", lineGap: 4 });
  doc.fillColor(ink.faint).fontSize(size.body);
  for (const line of lines) write(doc, line, { align: "center" });
  doc.moveDown(0.6);
  rule(doc, doc.y);
  doc.moveDown(0.9);
}

function writeSection(doc: Doc, { heading, lines, list }: Section): void {
  // A heading stays with at least two lines of what it heads.
  const needed = size.heading + 2 * size.body + 4 * lineGap + 12;
  if (doc.y + needed > doc.page.height - page.bottom) doc.addPage();
  doc.fillColor(ink.strong).fontSize(size.heading);
  write(doc, heading, { lineGap });
  doc.fillColor(ink.body).fontSize(size.body);
  for (const line of lines) write(doc, line, { lineGap });
  list.forEach((entry, index) => write(doc, `${index + 1}. ${entry}`, { lineGap, indent: 12 }));
  doc.moveDown(0.55);
}

function numberPages(doc: Doc, number: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index++) {
    doc.switchToPage(index);
    // Below the margin pdfkit would begin a new page.
    doc.page.margins.bottom = 0;
    const bottom = doc.page.height - page.bottom + 24;
    rule(doc, bottom - 8);
    doc.fillColor(ink.faint).fontSize(size.small);
    write(doc, `${PLATFORM_NAME} · 授权书编号 ${number}`, { lineBreak: false }, { y: bottom });
    const width = doc.page.width - 2 * page.side;
    write(doc, `第 ${index + 1} 页，共 ${count} 页`, { align: "right", width }, { y: bottom });
  }
}
