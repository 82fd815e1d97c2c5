import { committeePdf, readCard, toPmml } from "#lib/scoring/index.ts";
import { perform } from "#lib/web/perform.ts";

export const dynamic = "force-dynamic";

const statuses = { forbidden: 403, not_found: 404, invalid: 404 } as Readonly<
  Record<string, number>
>;

/** A card as the committee's document, as PMML or as JSON; whose it shows is the query's business. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/api/cards/[id]">,
): Promise<Response> {
  const { id } = await params;
  const performed = await perform(readCard, { id });
  if (!performed.ok)
    return new Response(performed.message, { status: statuses[performed.kind] ?? 401 });
  const { card } = performed.result;
  const format = new URL(request.url).searchParams.get("format");
  const name = `${card.id}-${card.version}`;
  if (format === "pdf")
    return file(
      await committeePdf(performed.result),
      "application/pdf",
      `评分卡审批件-${name}.pdf`,
    );
  if (format === "pmml") return file(toPmml(card), "application/xml", `${name}.pmml`);
  return file(JSON.stringify(card, null, 2), "application/json", `${name}.json`);
}

const file = (content: string | Buffer, type: string, name: string): Response =>
  new Response(typeof content === "string" ? content : new Uint8Array(content), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "cache-control": "no-store",
    },
  });
