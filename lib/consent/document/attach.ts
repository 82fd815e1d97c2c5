import { sha256 } from "../../kernel/signing.ts";

// Ends the original and begins the update, so that the one can be told from the other.
const MARK = "%XinqiaoSignedCopy\n";

export const isPdf = (bytes: Buffer): boolean =>
  bytes.subarray(0, 5).toString("latin1") === "%PDF-";

/**
 * The PDF with one file attached by an incremental update (ISO 32000-1 §7.5.6): its own bytes stay
 * and a new catalogue, the attachment and a second cross-reference table follow. For the plain files
 * that `renderAuthorisationPdf` makes; throws on another build.
 */
export function withAttachment(pdf: Buffer, name: string, content: Buffer): Buffer {
  const text = pdf.toString("latin1");
  const previous = numberIn(text, /startxref\s+(\d+)\s+%%EOF\s*$/);
  const trailer = text.slice(text.lastIndexOf("trailer"));
  const file = numberIn(trailer, /\/Size (\d+)/);
  const root = numberIn(trailer, /\/Root (\d+) 0 R/);
  const info = numberIn(trailer, /\/Info (\d+) 0 R/);
  const [, id] = /\/ID \[<([0-9a-f]+)>/.exec(trailer) ?? unreadable();
  const specification = file + 1;

  const objects: readonly (readonly [number, Buffer])[] = [
    [root, Buffer.from(catalogue(text, root, name, specification), "latin1")],
    [file, streamOf(content)],
    [
      specification,
      Buffer.from(
        `<<\n/Type /Filespec\n/F (${name})\n/UF (${name})\n/AFRelationship /Data\n/EF <<\n/F ${file} 0 R\n/UF ${file} 0 R\n>>\n>>`,
      ),
    ],
  ];
  const parts = [pdf, Buffer.from(MARK)];
  let at = pdf.length + MARK.length;
  const places = objects.map(([number, body]) => {
    const object = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      body,
      Buffer.from("\nendobj\n"),
    ]);
    const place = at;
    parts.push(object);
    at += object.length;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const [catalogueAt = "", ...rest] = places;
  const end = [
    `xref\n0 1\n0000000000 65535 f \n${root} 1\n${catalogueAt}${file} 2\n${rest.join("")}`,
    `trailer\n<<\n/Size ${file + 2}\n/Root ${root} 0 R\n/Info ${info} 0 R\n`,
    `/ID [<${id}> <${sha256(content).slice(0, 32)}>]\n/Prev ${previous}\n>>\n`,
    `startxref\n${at}\n%%EOF\n`,
  ];
  return Buffer.concat([...parts, Buffer.from(end.join(""))]);
}

/** The original and what is attached to it; null where there is no such update. */
export function attachedTo(bytes: Buffer): Readonly<{ document: Buffer; attached: Buffer }> | null {
  const length = bytes.lastIndexOf(MARK);
  if (length < 0) return null;
  const update = bytes.subarray(length);
  const head = /\/Type \/EmbeddedFile\n[^\0]{0,200}?\/Length (\d+)\n>>\nstream\n/.exec(
    update.toString("latin1"),
  );
  if (!head) return null;
  const start = head.index + head[0].length;
  return {
    document: bytes.subarray(0, length),
    attached: update.subarray(start, start + Number(head[1])),
  };
}

const streamOf = (content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `<<\n/Type /EmbeddedFile\n/Subtype /application#2Fjson\n/Params <<\n/Size ${content.length}\n>>\n/Length ${content.length}\n>>\nstream\n`,
    ),
    content,
    Buffer.from("\nendstream"),
  ]);

/** The catalogue as it was, with the attachment among its names. Our documents name nothing else. */
function catalogue(text: string, root: number, name: string, specification: number): string {
  const start = text.lastIndexOf(`\n${root} 0 obj\n`);
  const body = text.slice(start + `\n${root} 0 obj\n`.length, text.indexOf("\nendobj", start));
  if (start < 0 || !/\/Names \d+ 0 R/.test(body)) return unreadable();
  return body.replace(
    /\/Names \d+ 0 R/,
    `/Names <<\n/EmbeddedFiles <<\n/Names [(${name}) ${specification} 0 R]\n>>\n>>\n/AF [${specification} 0 R]`,
  );
}

function numberIn(text: string, pattern: RegExp): number {
  const [, digits] = pattern.exec(text) ?? unreadable();
  return Number(digits);
}

function unreadable(): never {
  throw new Error("not a PDF that an attachment can be added to");
}
