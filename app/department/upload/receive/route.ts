import { receiveSubmission } from "#lib/intake/index.ts";
import { answerJson, isSameOrigin } from "#lib/web/answer.ts";
import { MAX_UPLOAD_BYTES, readBody } from "#lib/web/api/body.ts";
import { perform } from "#lib/web/perform.ts";
import { currentActor } from "#lib/web/session.ts";

export const dynamic = "force-dynamic";

/** A file from the console, as the body: a form's action would take a megabyte at most. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return Response.json({ message: "请求来源不符。" }, { status: 403 });
  // Nothing is read of somebody who has no business here.
  if ((await currentActor())?.role !== "department") {
    const message = "登录已过期，或不是数源部门账号。请重新登录后再上传。";
    return Response.json({ message }, { status: 401 });
  }
  const bytes = await readBody(request, MAX_UPLOAD_BYTES);
  if (!bytes) {
    const message = `文件超过 ${MAX_UPLOAD_BYTES / 1024 / 1024} MB，请用 gzip 压缩或拆分后上传。`;
    return Response.json({ message }, { status: 413 });
  }
  const { searchParams } = new URL(request.url);
  const [item, fileName] = [searchParams.get("item"), searchParams.get("name")];
  return answerJson(await perform(receiveSubmission, { item, fileName, bytes }));
}
