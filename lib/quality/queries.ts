import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import type { Actor } from "../access/model.ts";
import { addMonths, dayOf, firstDay, monthOf } from "../kernel/calendar.ts";
import { query } from "../operation/index.ts";
import { departmentName } from "../registry/departments.ts";
import { isItemId, itemOf } from "../intake/catalogue.ts";
import { fieldLabel } from "../intake/index.ts";
import { ratesOf, type QualityCounts, type QualityLine } from "./model.ts";

const MONTHS = 12;

const Board = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  department: z.string().max(50).optional().catch(undefined),
  item: z.string().max(50).optional().catch(undefined),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .catch(undefined),
});
export type BoardFilter = z.output<typeof Board>;

/**
 * The quality board of one month of arrival: overall, by department, by item, by region and over the
 * last twelve months. A department sees its own items alone, whatever it asks for.
 */
export const readQualityBoard = query(
  "intake.quality",
  Board,
  async ({ db, actor, now }, asked) => {
    const month = asked.month ?? monthOf(dayOf(now));
    const filter = { ...asked, department: departmentOf(actor) ?? asked.department };
    const inMonth = sql`q.month = ${firstDay(month)}::date and ${matching(filter)}`;
    const [overall, byDepartment, byItem, byRegion, trend] = await Promise.all([
      lines(db, sql`'all'`, inMonth, () => "合计"),
      lines(db, sql`q.department_id`, inMonth, departmentName),
      lines(db, sql`q.item_id`, inMonth, itemName),
      lines(db, sql`q.region_code`, inMonth, (code) => code),
      lines(
        db,
        sql`to_char(q.month, 'YYYY-MM')`,
        sql`q.month > ${firstDay(addMonths(month, -MONTHS))}::date and q.month <= ${firstDay(month)}::date and ${matching(filter)}`,
        (id) => id,
      ),
    ]);
    return {
      month,
      filter,
      overall: overall[0] ?? null,
      byDepartment,
      byItem,
      byRegion: await withRegionNames(db, byRegion),
      trend,
      computedAt: await computedAt(db, month),
    };
  },
);
export type QualityBoard = Awaited<ReturnType<typeof readQualityBoard>>;

const departmentOf = (actor: Actor): string | undefined =>
  actor.role === "department" ? actor.departmentId : undefined;

const itemName = (id: string): string => (isItemId(id) ? itemOf(id).name : id);

function matching({ department, item, region }: BoardFilter): SQL {
  const conditions = [
    department ? sql`q.department_id = ${department}` : sql`true`,
    item ? sql`q.item_id = ${item}` : sql`true`,
    region ? sql`q.region_code = ${region}` : sql`true`,
  ];
  return sql.join(conditions, sql` and `);
}

/** Sums and rates of the cells that `where` names (of `intake.quality q`), by `group`. */
export async function lines(
  db: Db,
  group: SQL,
  where: SQL,
  nameOf: (id: string) => string,
): Promise<readonly QualityLine[]> {
  const rows = await db.execute<QualityCounts & { id: string }>(sql`
    select ${group} as id, sum(q.received)::int as received, sum(q.conforming)::int as conforming,
      sum(q.quarantined)::int as quarantined, sum(q.wrong_code)::int as "wrongCode",
      sum(q.duplicate_code)::int as "duplicateCode", sum(q.timely)::int as timely, sum(q.late)::int as late,
      sum(q.registered)::int as registered, sum(q.covered)::int as covered
    from intake.quality q where ${where} group by 1 order by 1`);
  return rows.map((row) => ({ ...row, name: nameOf(row.id), ...ratesOf(row) }));
}

async function withRegionNames(db: Db, rows: readonly QualityLine[]) {
  const names = await db.execute<{ code: string; name: string }>(
    sql`select code, name from registry.region`,
  );
  const known = new Map(names.map(({ code, name }) => [code, name]));
  return rows.map((row) => ({
    ...row,
    name: row.id === "" ? "代码无法识别" : (known.get(row.id) ?? row.id),
  }));
}

async function computedAt(db: Db, month: string): Promise<Date | null> {
  const [row] = await db.execute<{ at: string | null }>(
    sql`select max(computed_at) as at from intake.quality where month = ${firstDay(month)}::date`,
  );
  return row?.at ? new Date(row.at) : null;
}

const Behind = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  item: z.string().refine(isItemId, { error: "没有该数据项。" }),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .catch(undefined),
  figure: z.enum(["quarantined", "late"]),
});

const ROWS = 200;

/** The rows behind a figure: what was quarantined and why, or which public records came late. */
export const readRowsBehind = query(
  "intake.quality",
  Behind,
  async ({ db, actor }, { month, item, region, figure }) => {
    const own = departmentOf(actor);
    // A department that asks for another's item is shown nothing of it.
    if (own !== undefined && itemOf(item).department !== own)
      return { month, figure, itemName: itemName(item), quarantined: [], late: [] };
    const quarantined = figure === "quarantined" ? await quarantinedRows(db, month, item) : [];
    const late =
      figure === "late"
        ? await db.execute<LateRow>(sql`
            select uscc, name, key, fact_day::text as "factDay", arrived_day::text as "arrivedDay", working_days as "workingDays"
            from intake.late_records(${firstDay(month)}::date, ${item}, ${region ?? null}, ${ROWS})`)
        : [];
    return { month, figure, itemName: itemName(item), quarantined, late: [...late] };
  },
);

export type LateRow = Readonly<{
  uscc: string;
  name: string;
  key: string;
  factDay: string;
  arrivedDay: string;
  workingDays: number;
}>;
export type QuarantinedRow = Readonly<{
  batchId: number;
  line: number;
  field: string;
  /** What the department's own file calls it. */
  fieldLabel: string;
  rule: string;
  message: string;
  status: string;
}>;

async function quarantinedRows(db: Db, month: string, item: string): Promise<QuarantinedRow[]> {
  const rows = await db.execute<Omit<QuarantinedRow, "fieldLabel">>(sql`
    select q.batch_id as "batchId", q.line, q.field, q.rule, q.message, q.status
    from intake.quarantine q join intake.batch b on b.id = q.batch_id
    where b.item_id = ${item}
      and b.finished_at >= ${firstDay(month)}::timestamp at time zone 'Asia/Shanghai'
      and b.finished_at < (${firstDay(month)}::date + interval '1 month')::timestamp at time zone 'Asia/Shanghai'
    order by q.batch_id, q.line limit ${ROWS}`);
  return rows.map((row) => ({ ...row, fieldLabel: fieldLabel(item, row.field) }));
}
