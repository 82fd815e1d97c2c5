import type { Sql } from "postgres";
import { itemOf, type ItemId } from "../intake/catalogue.ts";
import { indicators, type IndicatorId } from "./indicators.ts";

/** What stands in the registry is no item and needs no authorisation. */
const REGISTRY = "registry";

/** What speaks of the newest records, however old: by how many months it goes back from these. */
const backFromNewest: Partial<Record<IndicatorId, number>> = {
  taxGrade: 0,
  taxArrearsFen: 0,
  // Four quarters by their first months; a fifth that is not over yet may be newer.
  profit12Fen: 12,
  utilityArrearsFen: 0,
  headcount: 0,
  headcountChangeBps: 12,
  socialArrearsFen: 0,
  loanBalanceFen: 0,
};

/**
 * How far an indicator reaches into an item that is not public. Above zero: so many months before the
 * month that it is computed in; growth compares two years, and a quarter's row bears its first month.
 * Zero and below: so many months before the newest record.
 */
function reachOf(id: IndicatorId, item: ItemId): number {
  const back = backFromNewest[id];
  if (back !== undefined) return 0 - back;
  if (itemOf(item).sharing === "public") return 0;
  const window = id.includes("Growth") ? 24 : 12;
  return item === "income_tax_declaration" ? window + 2 : window;
}

/** Writes which items each indicator rests on, where the gate can see it. Idempotent. */
export async function storeIndicatorSources(sql: Sql): Promise<void> {
  const pairs = indicators.flatMap(({ id, items, itemsIfAny }) =>
    items.length === 0
      ? [{ indicator: id, item: REGISTRY, months: 0 }]
      : [...items, ...itemsIfAny].map((item) => ({
          indicator: id,
          item,
          months: reachOf(id, item),
        })),
  );
  await sql.begin(async (tx) => {
    await tx`
      delete from credit.indicator_source
      where (indicator, item) not in (
        select indicator, item from json_to_recordset(${JSON.stringify(pairs)}::text::json)
          as wanted (indicator text, item text))`;
    await tx`
      insert into credit.indicator_source ${tx(pairs)}
      on conflict (indicator, item) do update set months = excluded.months
      where indicator_source.months <> excluded.months`;
  });
}
