import { readStanding } from "#lib/bench/index.ts";
import { answerJson } from "#lib/web/answer.ts";
import { perform } from "#lib/web/perform.ts";

export const dynamic = "force-dynamic";

/** How far a run is, for the page that asks again and again. */
export async function GET(
  _: Request,
  { params }: RouteContext<"/operator/cards/bench/runs/[id]/state">,
): Promise<Response> {
  return answerJson(await perform(readStanding, await params));
}
