import { answerBatch } from "#lib/web/api/batches.ts";

export const dynamic = "force-dynamic";

/** What became of a batch, with a page of the rows in quarantine. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/v1/intake/batches/[id]">,
): Promise<Response> {
  return answerBatch(request, (await params).id);
}
