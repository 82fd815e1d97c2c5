import { isUnknownWord, dayText } from "./cells.ts";
import { rowsKnown } from "./folds.ts";
import type { Column } from "./model.ts";
import { columnNamed } from "./names.ts";
import { readTable } from "./read-table.ts";
import { targetOf, type Target } from "./target.ts";
import { tellsAlone, usableColumns, type Finding } from "./usable.ts";

export type DescribeOptions = Readonly<{
  /** Null: the columns are told without what they say of an outcome. */
  target: string | null;
  bad: string | null;
  onProgress?: (step: "read" | "look", share: number) => void;
}>;

/** One column as a person sees it before training. */
export type ColumnDescription = Readonly<{
  name: string;
  kind: "number" | "day" | "category";
  /** Distinct known values, and rows where nothing is known. */
  distinct: number;
  missing: number;
  /** The first values that differ, as they are read. */
  examples: readonly string[];
  /** All values with their rows, where they are few enough to choose from; null: too many. */
  values: readonly Readonly<{ value: string; rows: number }>[] | null;
  /** AUC of the column alone on these very rows; null without a target or where it says nothing. */
  auc: number | null;
  /** Why it would be left out or is suspect, once the target is known. */
  finding: Pick<Finding, "kind" | "kept" | "text"> | null;
}>;

export type TableDescription = Readonly<{
  rows: number;
  columns: readonly ColumnDescription[];
  target: Readonly<
    Pick<Target, "column" | "bad" | "good" | "reason" | "unknown"> & { badRows: number }
  > | null;
  notes: readonly string[];
}>;

const EXAMPLES = 3;
const LONGEST_EXAMPLE = 40;
/** A target of more values cannot be chosen from a list. */
export const MOST_LISTED = 12;

/** What a table holds, column by column; with a target also how far each column alone tells it. */
export async function describe(path: string, options: DescribeOptions): Promise<TableDescription> {
  const table = await readTable(path, {
    kindOf: (name, guess) => (name === options.target ? "category" : guess),
    skip: () => false,
    onProgress: (share) => options.onProgress?.("read", share),
  });
  const told =
    options.target === null ? null : tellingOf(table.columns, options.target, options.bad);
  const columns = table.columns.map((column, at) => {
    const says = told && column.name !== told.target.column ? told.of(column) : null;
    options.onProgress?.("look", (at + 1) / table.columns.length);
    return { ...shownOf(column), auc: says?.auc ?? null, finding: says?.finding ?? null };
  });
  return { rows: table.rows, columns, target: told?.shown ?? null, notes: table.notes };
}

/** What each column says of the outcome, by the same tests that training puts it to. */
function tellingOf(columns: readonly Column[], wanted: string, bad: string | null) {
  const name = columnNamed(
    "target",
    wanted,
    columns.map((column) => column.name),
  );
  const column = columns.find((each) => each.name === name);
  if (column?.kind !== "category") throw new Error(`${name} was not read as words`);
  const target = targetOf(column, bad);
  const rows = rowsKnown(target.outcomes);
  return {
    target,
    shown: {
      column: target.column,
      bad: target.bad,
      good: target.good,
      reason: target.reason,
      unknown: target.unknown,
      badRows: rows.reduce((sum, row) => sum + (target.outcomes[row] ?? 0), 0),
    },
    of: (other: Column) => {
      const [finding] = usableColumns([other], target.outcomes, rows, new Set()).findings;
      const { auc } = tellsAlone(other, target.outcomes, rows);
      return {
        auc,
        finding: finding ? { kind: finding.kind, kept: finding.kept, text: finding.text } : null,
      };
    },
  };
}

function shownOf(column: Column): Omit<ColumnDescription, "auc" | "finding"> {
  const text = textsOf(column);
  const counts = new Int32Array(column.values.length);
  let missing = 0;
  const first: number[] = [];
  for (const code of column.codes) {
    if (code < 0) missing++;
    else {
      if (counts[code] === 0 && first.length < EXAMPLES) first.push(code);
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  const places = Array.from(counts.keys()).filter((place) => (counts[place] ?? 0) > 0);
  return {
    name: column.name,
    kind: column.kind === "category" ? "category" : column.days ? "day" : "number",
    distinct: places.length,
    missing,
    examples: first.map((place) => text(place).slice(0, LONGEST_EXAMPLE)),
    values:
      places.length > MOST_LISTED
        ? null
        : places
            .map((place) => ({ value: text(place), rows: counts[place] ?? 0 }))
            .filter(({ value }) => !isUnknownWord(value)),
  };
}

function textsOf(column: Column): (place: number) => string {
  if (column.kind === "category") return (place) => column.values[place] ?? "";
  return (place) => {
    const value = column.values[place] ?? NaN;
    return column.days ? dayText(value) : String(value);
  };
}
