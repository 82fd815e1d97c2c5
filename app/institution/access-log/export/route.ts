import type { NextRequest } from "next/server";
import { lookColumns } from "#components/consent/look-columns.ts";
import { exportInstitutionAccess } from "#lib/consent/index.ts";
import { csvResponse } from "#lib/web/csv.ts";

/** The institution's own looks as they are narrowed on the page, all of them. */
export async function GET(request: NextRequest): Promise<Response> {
  const input = Object.fromEntries(request.nextUrl.searchParams);
  return csvResponse({
    operation: exportInstitutionAccess,
    input,
    rowsOf: ({ page }) => page,
    next: ({ after }) => (after === undefined ? null : { ...input, after }),
    columns: lookColumns.institution,
    name: "机构访问记录",
  });
}
