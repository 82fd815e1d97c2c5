import { once } from "node:events";
import PDFDocument from "pdfkit";
import { runsOf, type Font } from "./font.ts";

export const page = { side: 70, top: 76, bottom: 76 } as const;
export const size = { title: 17, heading: 11.5, body: 10.5, small: 8.5 } as const;
export const ink = {
  strong: "#111827",
  body: "#1f2937",
  faint: "#6b7280",
  rule: "#d1d5db",
} as const;

export type Doc = InstanceType<typeof PDFDocument>;
type About = Readonly<{ title: string; author: string; createdAt: Date; layout?: "portrait" | "landscape" }>;

/**
 * An A4 document in the platform's one Chinese typeface, whose text can be searched and copied. The
 * same content and moment give the same bytes. `finish` ends it and gives them.
 */
export function openSheet({ title, author, createdAt, layout = "portrait" }: About): Readonly<{
  doc: Doc;
  finish: () => Promise<Buffer>;
}> {
  const doc = new PDFDocument({
    size: "A4",
    layout,
    margins: { top: page.top, bottom: page.bottom, left: page.side, right: page.side },
    bufferPages: true,
    pdfVersion: "1.7",
    lang: "zh-CN",
    displayTitle: true,
    // Without it pdfkit loads a Latin font that is never used; its types know of strings alone.
    font: null as unknown as string,
    // Not the moment of rendering, so that a document can be made again byte for byte.
    info: { Title: title, Author: author, CreationDate: createdAt },
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const finished = once(doc, "end");
  return {
    doc,
    finish: async () => {
      doc.end();
      await finished;
      return Buffer.concat(chunks);
    },
  };
}

/** A hairline across the page. */
export function rule(doc: Doc, y: number): void {
  doc
    .moveTo(page.side, y)
    .lineTo(doc.page.width - page.side, y)
    .lineWidth(0.5)
    .strokeColor(ink.rule)
    .stroke();
}

type Place = Readonly<{ x?: number; y: number }>;

/** Text in whichever fonts it needs, at the pen or at a place. */
export function write(
  doc: Doc,
  text: string,
  options: PDFKit.Mixins.TextOptions,
  at?: Place,
): void {
  const runs = runsOf(text);
  runs.forEach((run, index) => {
    const part = { ...options, continued: index < runs.length - 1 };
    // Under its name pdfkit knows it again and embeds it once.
    doc.font(sourceOf(run.font), run.name);
    if (index === 0 && at !== undefined) doc.text(run.text, at.x ?? page.side, at.y, part);
    else doc.text(run.text, part);
  });
}

// pdfkit takes an opened font as it is; its types do not say so.
const sourceOf = (font: Font): PDFKit.Mixins.PDFFontSource =>
  font as unknown as PDFKit.Mixins.PDFFontSource;
