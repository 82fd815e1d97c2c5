import type { Sql } from "postgres";
import { indicators } from "./indicators.ts";

/** Writes which items each indicator rests on, where the gate can see it. Idempotent. */
export async function storeIndicatorSources(sql: Sql): Promise<void> {
  const pairs = indicators.flatMap(({ id, items }) =>
    items.map((item) => ({ indicator: id, item })),
  );
  await sql.begin(async (tx) => {
    await tx`
      delete from credit.indicator_source
      where (indicator, item) not in (
        select indicator, item from json_to_recordset(${JSON.stringify(pairs)}::text::json)
          as wanted (indicator text, item text))`;
    await tx`insert into credit.indicator_source ${tx(pairs)} on conflict do nothing`;
  });
}
