import type { NextRequest } from "next/server";
import { accessStatistics } from "#lib/consent/index.ts";
import { csvResponse } from "#lib/web/csv.ts";

/** The counts of the page: month by month and institution by institution. */
export async function GET(request: NextRequest): Promise<Response> {
  return csvResponse({
    operation: accessStatistics,
    input: Object.fromEntries(request.nextUrl.searchParams),
    rowsOf: ({ months, course }) =>
      course.flatMap(({ name, months: looks }) =>
        months.map((month, at) => ({ month, name, ...looks[at] })),
      ),
    next: () => null,
    columns: [
      { header: "月份", cell: ({ month }) => month },
      { header: "查询方", cell: ({ name }) => name },
      { header: "放行次数", cell: ({ granted }) => granted ?? 0 },
      { header: "拒绝次数", cell: ({ denied }) => denied ?? 0 },
    ],
    name: "访问统计",
  });
}
