import { readSubmission } from "#lib/intake/index.ts";
import { answerJson } from "#lib/web/answer.ts";
import { perform } from "#lib/web/perform.ts";

export const dynamic = "force-dynamic";

/** Where a submission stands; asked again and again by the page that sent it. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/department/submissions/[id]">,
): Promise<Response> {
  return answerJson(await perform(readSubmission, { submissionId: (await params).id }));
}
