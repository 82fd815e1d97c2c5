import { signedCopy } from "#lib/consent/document/index.ts";
import { readOwnDocument, trustedKeys } from "#lib/consent/index.ts";
import { attachment } from "#lib/web/csv.ts";
import { read } from "#lib/web/perform.ts";

/** The document as it was read; once it is signed, the copy that anybody can check by itself. */
export async function GET(
  _request: Request,
  context: RouteContext<"/enterprise/authorisations/[id]/document">,
): Promise<Response> {
  const { id } = await context.params;
  const found = await read(readOwnDocument, { authorisationId: id });
  const { number, mediaType, content } = found;
  const ending = mediaType === "application/pdf" ? "pdf" : "txt";
  return new Response(new Uint8Array(signed(found) ?? content), {
    headers: {
      "Content-Type": ending === "txt" ? "text/plain; charset=utf-8" : mediaType,
      "Content-Disposition": attachment(`${number}.${ending}`, "inline"),
      "Cache-Control": "private, no-store",
    },
  });
}

type Found = Awaited<ReturnType<typeof readOwnDocument>>;

/** null: not signed, or by a key that is no longer named. */
function signed({ content, artefact, signature, ...by }: Found): Buffer | null {
  const { signatureAlgorithm: algorithm, signatureKeyId: keyId } = by;
  const key = trustedKeys().find((one) => one.keyId === keyId);
  if (!key || artefact === null || signature === null || algorithm === null || keyId === null)
    return null;
  return signedCopy(content, { artefact, signature: { algorithm, keyId, value: signature } }, key.spki);
}
