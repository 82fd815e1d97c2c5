import { Refusal } from "../kernel/refusal.ts";
import { itemOf, type ItemId } from "./catalogue.ts";
import type { Received } from "./judge.ts";
import { columnsOf, type Column, type Shape } from "./readers/columns.ts";
import { shapeOf, titlesOf } from "./readers/header.ts";
import { rowMaker, valueForForm } from "./readers/rows.ts";

/** A field of the form in which a quarantined row is corrected. */
export type CorrectionField = Readonly<{
  name: string;
  label: string;
  required: boolean;
  unit: string | null;
  /** The values to choose from, with their labels; null: typed. */
  choices: readonly Readonly<{ value: string; label: string }>[] | null;
  value: string;
}>;

/** Rows of one period, or a national table: by what the row said. */
export const typedShape = (item: ItemId, raw: object): Shape =>
  shapeOf(titlesOf(itemOf(item)), Object.keys(raw));

/** The form of a quarantined row, with what it said where its columns are known. */
export function correctionFields(item: ItemId, raw: object): readonly CorrectionField[] {
  const entry = itemOf(item);
  const shape = typedShape(item, raw);
  const titles = titlesOf(entry);
  const said = new Map<string, Readonly<{ value: string; rank: number }>>();
  for (const [title, value] of Object.entries(raw)) {
    const known = titles.find(shape, title.replace(/#\d+$/, ""));
    if (!known) continue;
    const held = said.get(known.column.name);
    if (held && held.rank <= known.rank) continue;
    said.set(known.column.name, { value: valueForForm(value, known), rank: known.rank });
  }
  return columnsOf(entry, shape).map((column) => ({
    name: column.name,
    label: column.label,
    required: column.required,
    unit: unitOf(column),
    choices: choicesOf(column),
    value: said.get(column.name)?.value ?? "",
  }));
}

const unitOf = ({ target }: Column) => (target.kind === "field" ? target.field.unit : null);

function choicesOf({ target }: Column): CorrectionField["choices"] {
  if (target.kind !== "field" || !target.field.values) return null;
  const { values, spellings } = target.field;
  return values.map((value) => ({ value, label: spellings?.[value]?.[0] ?? value }));
}

/** What was typed: the line that is sent, and how intake will read it. */
export function correctedRow(
  item: ItemId,
  shape: Shape,
  values: Readonly<Record<string, string>>,
): Readonly<{ toJSON: () => Record<string, string>; read: () => Received }> {
  const columns = columnsOf(itemOf(item), shape);
  const names = new Set(columns.map(({ name }) => name));
  const stranger = Object.keys(values).find((name) => !names.has(name));
  if (stranger !== undefined)
    throw new Refusal("invalid", "intake.no_column", `没有“${stranger}”这一列。`);
  const typed = Object.fromEntries(
    columns.map(({ name }) => [name, (values[name] ?? "").trim()]),
  ) as Record<string, string>; // Pairs of a name and a text.
  const places = columns.map((column, at) => ({ at, column, unit: null }));
  const cells = columns.map(({ name }) => typed[name]);
  return { toJSON: () => typed, read: () => rowMaker(itemOf(item), places)(1, cells, () => typed) };
}
