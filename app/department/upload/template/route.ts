import { isItemId } from "#lib/intake/catalogue.ts";
import { template } from "#lib/intake/index.ts";
import { answerFile } from "#lib/web/answer.ts";
import { requireRole } from "#lib/web/session.ts";

export const dynamic = "force-dynamic";

/** The empty form of one item. */
export async function GET(request: Request): Promise<Response> {
  await requireRole("department");
  const { searchParams } = new URL(request.url);
  const item = searchParams.get("item") ?? "";
  if (!isItemId(item)) return new Response("没有这个数据项。", { status: 404 });
  return answerFile(await template(item, searchParams.get("format") === "xlsx" ? "xlsx" : "csv"));
}
