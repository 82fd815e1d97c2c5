import { inflateSync } from "node:zlib";

/** Reads the text back out of the plain files that pdfkit writes: what a person would copy from them. */
export function textOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(objects);
  let text = "";
  for (const { stream } of objects.values()) {
    if (!stream.includes(" TJ")) continue;
    let font: ReadonlyMap<string, string> | undefined;
    // A font is chosen, or glyphs are shown in it; each line of the page is a text object of its own.
    for (const [, name, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
      if (name) font = fonts.get(name);
      for (const [, glyphs = ""] of (shown ?? "").matchAll(/<([0-9a-f]*)>/g))
        for (const [glyph] of glyphs.matchAll(/.{4}/g)) text += font?.get(glyph) ?? "";
    }
  }
  return text;
}

type PdfObject = Readonly<{ head: string; stream: string }>;

function objectsOf(pdf: Buffer): ReadonlyMap<string, PdfObject> {
  const text = pdf.toString("latin1");
  const found = new Map<string, PdfObject>();
  for (const { 1: number = "", index, 0: start } of text.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const from = index + start.length;
    const body = text.slice(from, text.indexOf("\nendobj", from));
    const at = body.indexOf("stream\n");
    const head = at < 0 ? body : body.slice(0, at);
    const packed = at < 0 ? "" : body.slice(at + 7, body.lastIndexOf("\nendstream"));
    found.set(number, { head, stream: unpacked(packed, head) });
  }
  return found;
}

function unpacked(packed: string, head: string): string {
  if (!head.includes("/FlateDecode")) return packed;
  return inflateSync(Buffer.from(packed, "latin1")).toString("latin1");
}

/** By the name of each font, which character each of its glyphs stands for. */
function fontsOf(objects: ReadonlyMap<string, PdfObject>) {
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = "", number = ""] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, cmap = ""] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.head ?? "") ?? [];
      fonts.set(name, glyphsOf(objects.get(cmap)?.stream ?? ""));
    }
  }
  return fonts;
}

function glyphsOf(cmap: string): ReadonlyMap<string, string> {
  const glyphs = new Map<string, string>();
  for (const [, from = "", list = ""] of cmap.matchAll(
    /<([0-9a-f]{4})> <[0-9a-f]{4}> \[(.*?)\]/g,
  )) {
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, units = ""], place) => {
      const code = (parseInt(from, 16) + place).toString(16).padStart(4, "0");
      const characters = units.split(" ").map((unit) => parseInt(unit, 16));
      glyphs.set(code, String.fromCharCode(...characters));
    });
  }
  return glyphs;
}
