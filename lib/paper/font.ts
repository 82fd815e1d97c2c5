import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { inflateSync } from "node:zlib";
import { create, type Font } from "fontkit";

export type { Font } from "fontkit";
type Named = Readonly<{ name: string; font: Font }>;
export type Run = Named & Readonly<{ text: string }>;

/**
 * The text in stretches of one font each: nearly always one. A character outside the common set is
 * taken from the slice of the typeface that has it; one that no slice has is written as its number,
 * so that a name never becomes an empty box.
 */
export function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const [named, shown] = fontOf(character);
    const last = runs.at(-1);
    if (last?.name === named.name) runs.splice(-1, 1, { ...named, text: last.text + shown });
    else runs.push({ ...named, text: shown });
  }
  return runs;
}

function fontOf(character: string): readonly [Named, string] {
  const code = character.codePointAt(0) ?? 0;
  const common = load("chinese-simplified");
  if (common.font.hasGlyphForCodePoint(code)) return [common, character];
  const slice = slices().find(({ ranges }) =>
    ranges.some(([from, to]) => from <= code && code <= to),
  );
  const rare = slice && load(slice.name);
  if (rare?.font.hasGlyphForCodePoint(code)) return [rare, character];
  return [common, `〔U+${code.toString(16).toUpperCase()}〕`];
}

const folder = (): string => {
  const found = findPackageJSON("@fontsource/noto-sans-sc", import.meta.url);
  if (!found) throw new Error("the typeface @fontsource/noto-sans-sc is not installed");
  return dirname(found);
};

// Opened once and kept: opening costs more than a whole document.
const loaded = new Map<string, Named>();

function load(name: string): Named {
  const opened = loaded.get(name);
  if (opened) return opened;
  const file = join(folder(), "files", `noto-sans-sc-${name}-400-normal.woff`);
  const named = { name, font: create(sfntOf(readFileSync(file))) };
  loaded.set(name, named);
  return named;
}

type Slice = Readonly<{ name: string; ranges: readonly (readonly [number, number])[] }>;
let known: readonly Slice[] | undefined;

/** The slices of the typeface by the characters they hold, from the package's own list. */
function slices(): readonly Slice[] {
  if (known) return known;
  const list: unknown = JSON.parse(readFileSync(join(folder(), "unicode.json"), "utf8"));
  known = Object.entries(list ?? {}).map(([name, ranges]) => ({
    name: name.replace(/[[\]]/g, ""),
    ranges: [...String(ranges).matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(
      ([, from = "", to = from]) => [parseInt(from, 16), parseInt(to, 16)] as const,
    ),
  }));
  return known;
}

/**
 * A WOFF file as the plain font within it. fontkit reads WOFF too, but unpacks the outlines again
 * for every glyph: a minute for a page, against a fiftieth of a second from the plain font.
 */
export function sfntOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + 16 * count);
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(count, 4);
  const parts = [head];
  let at = head.length;
  for (let index = 0; index < count; index++) {
    const from = 44 + 20 * index;
    const [start, packed, length] = [4, 8, 12].map((offset) => woff.readUInt32BE(from + offset));
    if (start === undefined || packed === undefined || length === undefined) continue;
    const bytes = woff.subarray(start, start + packed);
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    (packed < length ? inflateSync(bytes) : bytes).copy(padded);
    const to = 12 + 16 * index;
    woff.copy(head, to, from, from + 4);
    woff.copy(head, to + 4, from + 16, from + 20);
    head.writeUInt32BE(at, to + 8);
    head.writeUInt32BE(length, to + 12);
    parts.push(padded);
    at += padded.length;
  }
  return Buffer.concat(parts);
}
