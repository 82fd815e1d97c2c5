import { readRun } from "#lib/bench/index.ts";
import { toPmml } from "#lib/scoring/index.ts";
import { answerFile, statusOf } from "#lib/web/answer.ts";
import { perform } from "#lib/web/perform.ts";

export const dynamic = "force-dynamic";

/** A trained card as JSON or PMML, or how its training rows were spread, which judges a later population. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/operator/cards/bench/runs/[id]/card">,
): Promise<Response> {
  const performed = await perform(readRun, await params);
  if (!performed.ok) return new Response(performed.message, { status: statusOf[performed.kind] });
  const { card, record } = performed.result;
  if (card === null) return new Response("这项任务没有评分卡。", { status: 404 });
  const format = new URL(request.url).searchParams.get("format");
  const file = (ending: string, mediaType: string, text: string) =>
    answerFile({ fileName: `${card.id}.${ending}`, mediaType, bytes: Buffer.from(text) });
  if (format === "pmml") return file("pmml", "application/xml", toPmml(card));
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return format === "record"
    ? file("training.json", "application/json", json(record))
    : file("json", "application/json", json(card));
}
