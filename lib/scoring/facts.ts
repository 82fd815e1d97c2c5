import { indicators } from "../credit/indicators.ts";
import { itemOf } from "../intake/catalogue.ts";
import type { Fact, FactDictionary } from "./model.ts";

/** The indicators of the platform: what a card that runs here may speak of. */
export const platformFacts: FactDictionary = new Map(
  indicators.map(({ id, name, kind, unit, items }): [string, Fact] => [
    id,
    {
      name: id,
      label: name,
      kind,
      unit,
      // Columns of `credit.indicator` are whole numbers of their unit.
      whole: kind === "number",
      // A level that nobody knows is a defect of the source; a card says what even that is worth.
      values: null,
      items: items.map((item) => itemOf(item).name),
    },
  ]),
);

type Column = Readonly<{ name: string; kind: "number" | "text"; label?: string; whole?: boolean }>;

/** The columns of a table as facts, for a card that is trained on it. */
export const factsOfColumns = (columns: readonly Column[]): FactDictionary =>
  new Map(
    columns.map(({ name, kind, label = name, whole = false }): [string, Fact] => [
      name,
      { name, label, kind, unit: null, whole, values: null, items: [] },
    ]),
  );
