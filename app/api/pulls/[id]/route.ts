import { readPull } from "#lib/intake/index.ts";
import { answerJson } from "#lib/web/answer.ts";
import { perform } from "#lib/web/perform.ts";

export const dynamic = "force-dynamic";

/** Where each source of a pull stands; asked again and again by a page that shows it. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/api/pulls/[id]">,
): Promise<Response> {
  return answerJson(await perform(readPull, { pullId: (await params).id }));
}
