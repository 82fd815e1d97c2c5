import { previewDraft } from "#lib/products/index.ts";
import { answerJson, isSameOrigin } from "#lib/web/answer.ts";
import { perform } from "#lib/web/perform.ts";

const MOST_BYTES = 300_000;

/** What a draft says and would do as it stands in the editor; asked again while somebody types. */
export async function POST(request: Request): Promise<Response> {
  // Counting is limited; no other site may use it up.
  if (!isSameOrigin(request)) return Response.json({ message: "请求来源不符。" }, { status: 403 });
  const text = await request.text();
  if (text.length > MOST_BYTES) return Response.json({ message: "草稿过长。" }, { status: 413 });
  return answerJson(await perform(previewDraft, jsonOf(text)));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
