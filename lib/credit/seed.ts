import type { Sql } from "postgres";
import { itemOf, type ItemId } from "../intake/catalogue.ts";
import { indicators, type Indicator } from "./indicators.ts";

/** What stands in the registry is no item and needs no authorisation. */
const REGISTRY = "registry";

/**
 * How far an indicator reaches into an item that is not public. Above zero: so many months before the
 * month that it is computed in. Zero and below: so many months before the newest record.
 */
function reachOf({ window }: Indicator, item: ItemId): number {
  if (itemOf(item).sharing === "public") return 0;
  switch (window.kind) {
    case "months":
      // A quarter's row bears its first month.
      return item === "income_tax_declaration" ? window.months + 2 : window.months;
    case "days":
      return window.months;
    case "quarters":
      // By their first months; one more that is not over yet may be newer.
      return 0 - 3 * window.quarters;
    case "newest":
      return 0 - window.back;
    case "registry":
    case "standing":
    case "ever":
      return 0;
  }
}

function sourcesOf(indicator: Indicator) {
  const { id, items, itemsIfAny } = indicator;
  return items.length === 0
    ? [{ indicator: id, item: REGISTRY, months: 0 }]
    : [...items, ...itemsIfAny].map((item) => ({
        indicator: id,
        item,
        months: reachOf(indicator, item),
      }));
}

/** Writes which items each indicator rests on, where the gate can see it. Idempotent. */
export async function storeIndicatorSources(sql: Sql): Promise<void> {
  const sources = indicators.flatMap(sourcesOf);
  await sql.begin(async (tx) => {
    await tx`
      delete from credit.indicator_source
      where (indicator, item) not in (
        select indicator, item from json_to_recordset(${JSON.stringify(sources)}::text::json)
          as wanted (indicator text, item text))`;
    await tx`
      insert into credit.indicator_source ${tx(sources)}
      on conflict (indicator, item) do update set months = excluded.months
      where indicator_source.months <> excluded.months`;
  });
}
