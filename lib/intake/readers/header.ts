import { Refusal } from "../../kernel/refusal.ts";
import type { Item } from "../items/schema.ts";
import { columnsOf, titleOf, type Column, type Shape, type Target } from "./columns.ts";

/** Where a value is found in a record, and the unit that its title gives. */
export type Place = Readonly<{ at: number; column: Column; unit: string | null }>;

export type Header = Readonly<{
  shape: Shape;
  /** The titles as they stand, made unique: the keys of a quarantined row. */
  titles: readonly string[];
  places: readonly Place[];
  /** Titles of columns that the item has no use for. */
  ignored: readonly string[];
}>;

type Known = Readonly<{ column: Column; unit: string | null; rank: number }>;
/** Which column a title means, in each shape. */
export type Titles = Readonly<{ find: (shape: Shape, title: string) => Known | null }>;

/** What is longer is no title; also keeps the patterns quick. */
const LONGEST_TITLE = 100;
const scaling = new Set(["千元", "万", "万元", "百万元", "亿元"]);

/** All names of an item's columns, prepared once for a file. */
export function titlesOf(item: Item): Titles {
  const maps = { rows: namesIn(item, "rows"), table: namesIn(item, "table") };
  return {
    find: (shape, title) => {
      if (title.length > LONGEST_TITLE) return null;
      for (const { name, unit } of titleOf(title)) {
        const known = maps[shape].get(name);
        // A unit in the title itself overrides what the name implies.
        if (known)
          return unit === null ? known : { ...known, unit: scaling.has(unit) ? unit : null };
      }
      return null;
    },
  };
}

function namesIn(item: Item, shape: Shape): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  const columns = shape === "table" && !item.table ? [] : columnsOf(item, shape);
  const note = (name: string, column: Column, rank: number) => {
    const titles = titleOf(name);
    // A name with a unit in the catalogue, 罚款金额(万元), is that column in that unit.
    const title = titles.at(-1);
    if (!title) return;
    const unit = title.unit !== null && scaling.has(title.unit) ? title.unit : null;
    for (const { name: written } of titles)
      if (!known.has(written)) known.set(written, { column, unit, rank });
  };
  for (const column of columns) note(column.label, column, 0);
  for (const column of columns) note(column.name, column, 1);
  for (const column of columns)
    for (const [place, name] of column.names.entries()) note(name, column, 2 + place);
  return known;
}

/** How many of some cells are titles of the item: the header is where there are most. */
export function recognised(titles: Titles, cells: readonly string[]): number {
  const count = (shape: Shape) =>
    new Set(cells.map((cell) => titles.find(shape, cell)?.column.name).filter(Boolean)).size;
  return Math.max(count("rows"), count("table"));
}

/** Resolves a line of titles; what it lacks refuses the whole file, with the list of it. */
export function resolveHeader(item: Item, titles: Titles, cells: readonly string[]): Header {
  const shape = shapeOf(titles, cells);
  const taken = new Map<string, Known & Readonly<{ at: number }>>();
  const twice = new Map<string, string>();
  for (const [at, cell] of cells.entries()) {
    const known = titles.find(shape, cell);
    if (!known) continue;
    const { name, label } = known.column;
    const held = taken.get(name);
    if (held && held.rank < known.rank) continue;
    // Of two names the likelier one counts; the same one twice cannot be decided.
    if (held?.rank === known.rank) twice.set(name, label);
    else twice.delete(name);
    taken.set(name, { ...known, at });
  }
  const clashes = [...twice.values()];
  if (clashes.length > 0) {
    const message = `有多列都对应“${clashes.join("”“")}”，请只保留一列后重新上传。`;
    throw new Refusal("invalid", "intake.columns_twice", message);
  }
  const missing = columnsOf(item, shape).filter(
    ({ name, required }) => required && !taken.has(name),
  );
  if (missing.length > 0) throw missingColumns(item, missing, cells);
  const used = new Set([...taken.values()].map(({ at }) => at));
  return {
    shape,
    titles: unique(cells),
    places: [...taken.values()].map(({ at, column, unit }) => ({ at, column, unit })),
    ignored: cells.filter((cell, at) => !used.has(at) && cell.trim() !== ""),
  };
}

/** A file with a series column is the national table; any other has a row a period. */
export function shapeOf(titles: Titles, cells: readonly string[]): Shape {
  const isSeries = (target: Target | undefined) =>
    target?.kind === "table" && target.name.endsWith("Series");
  return cells.some((cell) => isSeries(titles.find("table", cell)?.column.target))
    ? "table"
    : "rows";
}

export function missingColumns(
  item: Item,
  missing: readonly Column[],
  found: readonly string[],
): Refusal {
  const names = missing.map(({ label }) => label).join("、");
  const there =
    found
      .filter((cell) => cell.trim() !== "")
      .slice(0, 40)
      .join("、") || "（空）";
  return new Refusal(
    "invalid",
    "intake.missing_columns",
    `作为“${item.name}”，文件缺少列：${names}。现有列：${there}。请核对数据项与表头后重新上传。`,
    { fields: missing.map(({ name, label }) => ({ path: name, message: `缺少列“${label}”。` })) },
  );
}

function unique(cells: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return cells.map((cell, at) => {
    const title = cell.trim() || `第${at + 1}列`;
    const name = seen.has(title) ? `${title}#${at + 1}` : title;
    seen.add(name);
    return name;
  });
}
