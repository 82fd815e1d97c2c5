import { isItemId, itemOf } from "../catalogue.ts";
import { columnsOf } from "../readers/columns.ts";
import { shapeOf, titlesOf } from "../readers/header.ts";

/**
 * The titles of quarantined rows in the order of the item's columns, those that it does not know last:
 * the database keeps what a row said, and not in which order.
 */
export function titlesInOrder(itemId: string, titles: readonly string[]): readonly string[] {
  if (!isItemId(itemId)) return titles;
  const item = itemOf(itemId);
  const known = titlesOf(item);
  const shape = shapeOf(known, titles);
  const places = new Map(columnsOf(item, shape).map(({ name }, at) => [name, at]));
  const placeOf = (title: string): number => {
    const column = known.find(shape, title.replace(/#\d+$/, ""))?.column.name;
    return places.get(column ?? "") ?? places.size;
  };
  return titles.toSorted((one, other) => placeOf(one) - placeOf(other));
}

export type Said = readonly (readonly [title: string, value: string])[];

/** What a row said, as it is shown: every title with its value. */
export const saidIn = (itemId: string, raw: Readonly<Record<string, unknown>>): Said =>
  titlesInOrder(itemId, Object.keys(raw)).map((title) => [title, textOf(raw[title])] as const);

export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** What the field of a problem is called in files of the item. */
export function fieldLabel(item: string, field: string): string {
  if (field === "line") return "整行";
  if (!isItemId(item)) return field;
  const shapes = [columnsOf(itemOf(item), "rows"), columnsOf(itemOf(item), "table")];
  return shapes.flat().find(({ name }) => name === field)?.label ?? field;
}
