import type { NextRequest } from "next/server";
import { disclosureColumns } from "#components/consent/disclosure-columns.ts";
import { listDisclosures } from "#lib/consent/index.ts";
import { csvResponse } from "#lib/web/csv.ts";

/** What the institution was given and what became of it, of the tab that is open. */
export async function GET(request: NextRequest): Promise<Response> {
  const input = { status: request.nextUrl.searchParams.get("status") ?? undefined };
  return csvResponse({
    operation: listDisclosures,
    input,
    rowsOf: ({ page }) => page,
    next: ({ after }) => (after === undefined ? null : { ...input, after }),
    columns: disclosureColumns,
    name: "数据保存与删除",
  });
}
