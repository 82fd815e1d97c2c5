import { exportEvidence } from "#lib/evidence/index.ts";
import { answerFile, statusOf } from "#lib/web/answer.ts";
import { perform } from "#lib/web/perform.ts";

/** The evidence of one application as a ZIP, for the enterprise and for the institution's officers. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/evidence/[applicationId]">,
): Promise<Response> {
  const performed = await perform(exportEvidence, await params);
  if (performed.ok) {
    const { name, bytes } = performed.result;
    return answerFile({ fileName: name, mediaType: "application/zip", bytes });
  }
  // The browser shows this in place of the page that the link stood on.
  const { kind, message } = performed;
  const told = kind === "unauthenticated" ? "登录已过期，请重新登录后再下载。" : message;
  const headers = { "content-type": "text/plain; charset=utf-8" };
  return new Response(told, { status: statusOf[kind], headers });
}
