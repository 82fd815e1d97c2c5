import { toFormState, type FormState } from "#components/form/form-state.ts";
import { checkPublicly, publishedKeys, type PublicAnswer } from "#lib/evidence/index.ts";
import { MAXIMUM_UPLOAD_BYTES } from "#lib/evidence/model.ts";
import { performOpen } from "#lib/web/perform.ts";
import { addressOf, rateLimit } from "#lib/web/rate-limit.ts";

export const dynamic = "force-dynamic";

/** The public keys whose signatures count, for verification without this platform. */
export function GET(): Response {
  return Response.json(publishedKeys());
}

/** Unpacking and checking 5 MB is work that anybody may ask for; an office behind one address is enough served. */
const limit = rateLimit({ times: 60, windowMs: 10 * 60_000 });

/** Checks an uploaded file, or a number with a document's hash; open to anybody, and nothing is kept. */
export async function POST(request: Request): Promise<Response> {
  const waitSeconds = limit(addressOf(request.headers), new Date());
  if (waitSeconds !== null) {
    const headers = { "retry-after": String(waitSeconds) };
    return Response.json(tooMany(waitSeconds), { status: 429, headers });
  }
  const form = await formIn(request);
  if (form === "too_large") return Response.json(tooLarge, { status: 413 });
  if (!form) return Response.json(unreadable, { status: 400 });
  const file = form.get("file");
  const performed = await performOpen(checkPublicly, {
    number: form.get("number") ?? "",
    hash: form.get("hash") ?? "",
    file: file instanceof File && file.size > 0 ? await file.bytes() : undefined,
  });
  return Response.json(toFormState(performed));
}

// Boundaries and the two short fields beside the file.
const MAXIMUM_BODY_BYTES = MAXIMUM_UPLOAD_BYTES + 16 * 1024;

/** The form that was sent; read only as far as it may be long, whatever length it claims. */
async function formIn(request: Request): Promise<FormData | "too_large" | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array<ArrayBuffer>> | null = request.body;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MAXIMUM_BODY_BYTES) return "too_large";
    chunks.push(chunk);
  }
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return new Response(new Blob(chunks), { headers }).formData().catch(() => null);
}

const tooMany = (waitSeconds: number): FormState<PublicAnswer> => ({
  status: "refused",
  reason: "evidence.too_many",
  message: `核验次数过多，请 ${Math.ceil(waitSeconds / 60)} 分钟后再试。已填写的内容仍在。`,
  fields: {},
});
const refused = (reason: string, message: string): FormState<PublicAnswer> => ({
  status: "refused",
  reason,
  message,
  fields: { file: message },
});
const tooLarge = refused("evidence.too_large", "文件不能超过 5 MB。");
const unreadable = refused("evidence.unreadable", "未能读取所上传的内容，请重新选择文件后再试。");
