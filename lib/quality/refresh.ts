import type { Sql } from "postgres";
import { addMonths, dayOf, firstDay, monthOf } from "../kernel/calendar.ts";

/**
 * Computes the board of the present month and of the one before, whose last rows may have been
 * corrected since. Run by a job, as the intake role. Returns the number of cells.
 */
export async function refreshQuality(sql: Sql, now: Date): Promise<number> {
  const month = monthOf(dayOf(now));
  let cells = 0;
  for (const one of [addMonths(month, -1), month]) {
    const [row] = await sql.begin(async (tx) => {
      // Two who compute at once would delete each other's rows.
      await tx`select pg_advisory_xact_lock(hashtext('intake.quality'))`;
      return tx<
        { cells: number }[]
      >`select intake.refresh_quality(${firstDay(one)}::date) as cells`;
    });
    cells += row?.cells ?? 0;
  }
  return cells;
}
