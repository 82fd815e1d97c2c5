import { readTemplate } from "#lib/evaluation/index.ts";
import { attachment } from "#lib/web/csv.ts";
import { perform } from "#lib/web/perform.ts";

export const dynamic = "force-dynamic";

const statuses: Readonly<Record<string, number>> = { forbidden: 403, not_found: 404, invalid: 404 };

/** A template as the file that can be taken in again. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/evaluation/[id]">,
): Promise<Response> {
  const { id } = await params;
  const performed = await perform(readTemplate, { id });
  if (!performed.ok)
    return new Response(performed.message, { status: statuses[performed.kind] ?? 401 });
  const { template } = performed.result;
  return new Response(JSON.stringify(template, null, 2), {
    headers: {
      "content-type": "application/json",
      "content-disposition": attachment(`${template.id}-${template.version}.json`),
      "cache-control": "no-store",
    },
  });
}
