import type { NextRequest } from "next/server";
import { lookColumns } from "#components/consent/look-columns.ts";
import { exportOwnAccess } from "#lib/consent/index.ts";
import { csvResponse } from "#lib/web/csv.ts";

/** The enterprise's own lines as they are narrowed on the page, all of them. */
export async function GET(request: NextRequest): Promise<Response> {
  const { institution, ...filter } = Object.fromEntries(request.nextUrl.searchParams);
  const input = { institutionId: institution, verdict: filter["verdict"], stage: filter["stage"] };
  return csvResponse({
    operation: exportOwnAccess,
    input,
    rowsOf: ({ page }) => page,
    next: ({ before }) => (before === undefined ? null : { ...input, before }),
    columns: lookColumns.enterprise,
    name: "访问记录",
  });
}
