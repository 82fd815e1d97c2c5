import type { Sql } from "postgres";
import { departmentList } from "./departments.ts";

/** The province, whose departments they are. */
const PROVINCE = "520000";

/** Writes the source departments. Idempotent. */
export async function storeDepartments(sql: Sql): Promise<void> {
  const rows = departmentList.map(({ id, name }) => ({ id, name, region_code: PROVINCE }));
  await sql`
    insert into registry.department ${sql(rows)}
    on conflict (id) do update set name = excluded.name where department.name <> excluded.name`;
}
