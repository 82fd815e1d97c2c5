import type { Sql } from "postgres";
import { catalogue } from "./catalogue.ts";

export { storeWorkingDays } from "./working-days.ts";

/** Writes the catalogue where the gate can check against it. Idempotent. */
export async function storeCatalogue(sql: Sql): Promise<void> {
  const rows = catalogue.map((item) => ({
    id: item.id,
    name: item.name,
    class: item.class,
    department_id: item.department,
    sharing: item.sharing,
    fresh_days: item.freshDays,
    timely_working_days: item.timelyWorkingDays,
  }));
  await sql`
    insert into intake.item ${sql(rows)}
    on conflict (id) do update set name = excluded.name, class = excluded.class,
      department_id = excluded.department_id, sharing = excluded.sharing, fresh_days = excluded.fresh_days,
      timely_working_days = excluded.timely_working_days
    where (item.name, item.class, item.department_id, item.sharing, item.fresh_days, item.timely_working_days)
      is distinct from (excluded.name, excluded.class, excluded.department_id, excluded.sharing, excluded.fresh_days,
        excluded.timely_working_days)`;
}
