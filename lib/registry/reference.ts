import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Sql } from "postgres";

type Entry = Readonly<{ code: string; name: string; level: string; parent: string | null }>;

const folder = new URL("../../db/reference/", import.meta.url);
const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(file, folder)), { columns: true, bom: true, skip_empty_lines: true });

/** Writes the dictionaries of places and industries. Idempotent; what is the same is not touched. */
export async function loadReference(sql: Sql): Promise<void> {
  await store(sql, "region", regions());
  await store(sql, "industry", industries());
}

/** The whole country, codes padded to six digits: 52 → 520000, 5201 → 520100. */
function regions(): Entry[] {
  const padded = (code: string | undefined) => (code ?? "").padEnd(6, "0");
  const entry = (
    level: string,
    row: Record<string, string>,
    parent: string | undefined,
  ): Entry => ({
    code: padded(row["code"]),
    name: row["name"] ?? "",
    level,
    parent: parent === undefined ? null : padded(parent),
  });
  const above = [
    ...read("regions/provinces.csv").map((row) => entry("province", row, undefined)),
    ...read("regions/cities.csv").map((row) => entry("city", row, row["provinceCode"])),
  ];
  const taken = new Set(above.map(({ code }) => code));
  const counties = read("regions/areas.csv").map((row) => entry("county", row, row["cityCode"]));
  // Cities without counties, such as 东莞市, stand among the counties again under their own code.
  return [...above, ...counties.filter(({ code }) => !taken.has(code))];
}

const industryLevels = ["section", "division", "group", "class"];

function industries(): Entry[] {
  return read("gbt4754_2017.csv").map((row) => ({
    code: row["code"] ?? "",
    name: row["name"] ?? "",
    level: industryLevels[Number(row["level"]) - 1] ?? "",
    parent: row["parent"] || null,
  }));
}

async function store(sql: Sql, table: "region" | "industry", entries: readonly Entry[]) {
  await sql`
    insert into registry.${sql(table)} as held (code, name, level, parent)
    select code, name, level, parent
    from json_to_recordset(${JSON.stringify(entries)}::text::json)
      as entry (code text, name text, level text, parent text)
    on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent
    where (held.name, held.level, held.parent) is distinct from (excluded.name, excluded.level, excluded.parent)`;
}
