import type { Item } from "../items/schema.ts";
import type { Received } from "../judge.ts";
import { contentOf, type FileFacts } from "#lib/kernel/files/bytes.ts";
import { columnsOf, type Shape } from "./columns.ts";
import { missingColumns, shapeOf, titlesOf, type Place, type Titles } from "./header.ts";
import { rowMaker, type RowMaker } from "./rows.ts";
import { linesOf } from "#lib/kernel/files/text.ts";

type Line = Readonly<Record<string, unknown>>;
/** How the keys of an object are read; the same for all objects with the same keys. */
type Layout = Readonly<{ keys: readonly string[]; make: RowMaker; ignored: readonly string[] }>;

/** Objects of a file mostly have the same keys; more layouts than this are not remembered. */
const LAYOUTS = 200;

export type JsonLinesFile = Readonly<{
  ignored: () => readonly string[];
  rows: AsyncIterable<Received>;
}>;

/** One object a line. Keys are named as columns are; a key that is left out is a missing value. */
export async function openJsonLines(item: Item, facts: FileFacts): Promise<JsonLinesFile> {
  const titles = titlesOf(item);
  await refuseStrangers(item, facts, titles);
  const ignored = new Set<string>();
  return { ignored: () => [...ignored].slice(0, 50), rows: rowsOf(item, facts, titles, ignored) };
}

async function* rowsOf(
  item: Item,
  facts: FileFacts,
  titles: Titles,
  ignored: Set<string>,
): AsyncGenerator<Received> {
  const layouts = new Map<string, Layout>();
  for await (const block of linesOf(contentOf(facts.path), facts.encoding)) {
    for (const { number, text } of block) {
      if (text.trim() === "") continue;
      const object = parsed(text);
      if (!object) {
        const message = "不是一行完整的 JSON 对象。";
        yield {
          line: number,
          problem: { field: "line", rule: "not_json", message },
          raw: { 整行: text },
        };
        continue;
      }
      const keys = Object.keys(object);
      const name = keys.join("\n");
      const layout = layouts.get(name) ?? layoutOf(item, titles, keys);
      if (!layouts.has(name) && layouts.size < LAYOUTS) {
        layouts.set(name, layout);
        for (const key of layout.ignored) ignored.add(key);
      }
      yield layout.make(
        number,
        keys.map((key) => object[key]),
        () => object,
      );
    }
  }
}

function parsed(text: string): Line | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Line) // An object, by the checks before.
      : null;
  } catch {
    return null;
  }
}

function layoutOf(item: Item, titles: Titles, keys: readonly string[]): Layout {
  const shape: Shape = shapeOf(titles, keys);
  const places = new Map<string, Place & Readonly<{ rank: number }>>();
  for (const [at, key] of keys.entries()) {
    const known = titles.find(shape, key);
    if (!known) continue;
    const held = places.get(known.column.name);
    if (!held || known.rank < held.rank) places.set(known.column.name, { at, ...known });
  }
  const used = new Set([...places.values()].map(({ at }) => at));
  return {
    keys,
    make: rowMaker(item, [...places.values()]),
    ignored: keys.filter((_, at) => !used.has(at)),
  };
}

/** A file whose first object has neither code nor period is of something else. */
async function refuseStrangers(item: Item, facts: FileFacts, titles: Titles) {
  for await (const block of linesOf(contentOf(facts.path), facts.encoding)) {
    for (const { text } of block) {
      const object = parsed(text);
      if (!object) continue;
      const keys = Object.keys(object);
      const shape = shapeOf(titles, keys);
      const found = new Set(keys.map((key) => titles.find(shape, key)?.column.name));
      const missing = columnsOf(item, shape).filter(
        ({ name, required }) => required && !found.has(name),
      );
      if (!found.has("uscc") && missing.length > 0) throw missingColumns(item, missing, keys);
      return;
    }
  }
}
