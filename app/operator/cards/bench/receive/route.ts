import { receiveTable, tooLargeText } from "#lib/bench/index.ts";
import { MAX_TABLE_BYTES } from "#lib/bench/model.ts";
import { answerJson, isSameOrigin } from "#lib/web/answer.ts";
import { withBodyFile } from "#lib/web/api/body.ts";
import { perform } from "#lib/web/perform.ts";
import { currentActor } from "#lib/web/session.ts";

export const dynamic = "force-dynamic";

/** A table for the bench, as the body. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return Response.json({ message: "请求来源不符。" }, { status: 403 });
  // Nothing is read of somebody who has no business here.
  if ((await currentActor())?.role !== "operator") {
    const message = "登录已过期，或不是平台运营账号。请重新登录后再上传。";
    return Response.json({ message }, { status: 401 });
  }
  const fileName = new URL(request.url).searchParams.get("name");
  const received = await withBodyFile(request, MAX_TABLE_BYTES, (file) =>
    perform(receiveTable, { fileName, file }),
  );
  return received === null
    ? Response.json({ message: tooLargeText }, { status: 413 })
    : answerJson(received);
}
