import type { Sql } from "postgres";
import { itemOf, type ItemId } from "../intake/catalogue.ts";
import { indicators, type Indicator, type IndicatorWindow } from "./indicators.ts";

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

/** How long a window is, in its own unit. */
function lengthOf(window: IndicatorWindow): number {
  switch (window.kind) {
    case "months":
    case "days":
      return window.months;
    case "quarters":
      return window.quarters;
    case "newest":
      return window.back;
    case "registry":
    case "standing":
    case "ever":
      return 0;
  }
}

function sourcesOf(indicator: Indicator) {
  const { id, items, itemsIfAny, window, category } = indicator;
  const common = {
    indicator: id,
    window_kind: window.kind,
    window_length: lengthOf(window),
    category,
  };
  return items.length === 0
    ? [{ ...common, item: REGISTRY, months: 0 }]
    : [...items, ...itemsIfAny].map((item) => ({
        ...common,
        item,
        months: reachOf(indicator, item),
      }));
}

/** Writes which records each indicator rests on, where the gate can see it. Idempotent. */
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
      on conflict (indicator, item) do update set months = excluded.months, window_kind = excluded.window_kind,
        window_length = excluded.window_length, category = excluded.category
      where (indicator_source.months, indicator_source.window_kind, indicator_source.window_length, indicator_source.category)
        is distinct from (excluded.months, excluded.window_kind, excluded.window_length, excluded.category)`;
  });
}
