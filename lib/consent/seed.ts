import type { Sql } from "postgres";
import { authorisationTransitions } from "./model.ts";
import { purposes } from "./purposes.ts";

/** Writes purposes with their caps and the state table where the database holds to them. Idempotent. */
export async function storePurposes(sql: Sql): Promise<void> {
  const caps = purposes.map((purpose) => ({
    code: purpose.code,
    name: purpose.name,
    stage: purpose.stage,
    maximum_days: purpose.maximumDays,
    maximum_queries: purpose.maximumQueries,
    maximum_look_back_months: purpose.maximumLookBackMonths,
    maximum_data_life_days: purpose.maximumDataLifeDays,
    frequency_times: purpose.frequency?.times ?? null,
    frequency_unit: purpose.frequency?.unit ?? null,
  }));
  const steps = Object.entries(authorisationTransitions).flatMap(([from, successors]) =>
    successors.map((to) => ({ from_status: from, to_status: to })),
  );
  await sql.begin(async (tx) => {
    // Emptied first, so that what is taken out of the list is gone.
    await tx`delete from consent.transition`;
    await tx`insert into consent.transition ${tx(steps)}`;
    await tx`
      insert into consent.purpose ${tx(caps)}
      on conflict (code) do update set name = excluded.name, stage = excluded.stage,
        maximum_days = excluded.maximum_days, maximum_queries = excluded.maximum_queries,
        maximum_look_back_months = excluded.maximum_look_back_months,
        maximum_data_life_days = excluded.maximum_data_life_days,
        frequency_times = excluded.frequency_times, frequency_unit = excluded.frequency_unit`;
  });
}
