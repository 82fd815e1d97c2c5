import { CsvRecords } from "#lib/kernel/files/csv.ts";
import type { Line } from "#lib/kernel/files/text.ts";

const DELIMITERS = [",", "\t", ";", "|", "，"] as const;

export type TableHeader = Readonly<{
  delimiter: string;
  /** Unique and not empty. */
  names: readonly string[];
  /** Rows have one more cell in front, the name of the row, which the header leaves out. */
  shifted: boolean;
  notes: readonly string[];
  /** The first rows, without such a name. */
  cells: readonly (readonly string[])[];
}>;

/** Finds the delimiter and names the columns; a name that is missing or repeated is made unique. */
export function headerOf(lines: readonly Line[]): TableHeader {
  const best = DELIMITERS.map((delimiter) => ({
    delimiter,
    width: widthOf(lines, delimiter),
  })).reduce((one, other) => (other.width > one.width ? other : one));
  const records = new CsvRecords(best.delimiter);
  const [titles, ...rows] = [...records.add(lines), ...records.end()].flatMap(({ columns }) =>
    columns ? [columns] : [],
  );
  if (!titles) return { delimiter: ",", names: [], shifted: false, notes: [], cells: [] };
  // With an empty cell at the end of every row there is a delimiter too many, and no name of the row.
  const longer = rows.length > 0 && rows.every((row) => row.length === titles.length + 1);
  const shifted = longer && rows.some((row) => row.at(-1) !== "");
  const named = namesOf(titles);
  return {
    delimiter: best.delimiter,
    names: named.names,
    shifted,
    notes: named.notes,
    cells: shifted ? rows.map((row) => row.slice(1)) : rows,
  };
}

/** Cells in the first line that has any. */
function widthOf(lines: readonly Line[], delimiter: string): number {
  const records = new CsvRecords(delimiter);
  for (const line of lines) {
    const [first] = records.add([line]);
    if (first) return first.columns?.length ?? 0;
  }
  return 0;
}

function namesOf(titles: readonly string[]): Pick<TableHeader, "names" | "notes"> {
  const taken = new Set<string>();
  const notes: string[] = [];
  // A plain name keeps itself, so a made-up one must not take it before its column comes.
  const plain = new Set(titles.map((title) => title.trim()));
  const names = titles.map((title, place) => {
    const trimmed = title.trim();
    const wanted = trimmed === "" ? `列${place + 1}` : trimmed;
    let name = wanted;
    for (let copy = 2; taken.has(name) || (name !== trimmed && plain.has(name)); copy++)
      name = `${wanted}_${copy}`;
    taken.add(name);
    if (trimmed === "") notes.push(`第 ${place + 1} 列没有列名，记作“${name}”`);
    else if (name !== trimmed) notes.push(`列名“${trimmed}”重复，第 ${place + 1} 列记作“${name}”`);
    return name;
  });
  return { names, notes };
}
