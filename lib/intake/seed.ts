import type { Sql } from "postgres";
import { catalogue } from "./catalogue.ts";

/** Writes the catalogue where the gate can check against it. Idempotent. */
export async function storeCatalogue(sql: Sql): Promise<void> {
  const rows = catalogue.map((item) => ({
    id: item.id,
    name: item.name,
    class: item.class,
    department: item.department,
    sharing: item.sharing,
    fresh_days: item.freshDays,
  }));
  await sql`
    insert into intake.item ${sql(rows)}
    on conflict (id) do update set name = excluded.name, class = excluded.class,
      department = excluded.department, sharing = excluded.sharing, fresh_days = excluded.fresh_days
    where (item.name, item.class, item.department, item.sharing, item.fresh_days)
      is distinct from (excluded.name, excluded.class, excluded.department, excluded.sharing, excluded.fresh_days)`;
}
