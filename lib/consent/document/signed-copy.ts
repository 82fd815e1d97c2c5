import { z } from "zod";
import { signatureAlgorithms, type Signature } from "../../kernel/signing.ts";
import type { SignedArtefact } from "../artefact.ts";
import { attachedTo, isPdf, withAttachment } from "./attach.ts";

/** What a signed copy holds. Nothing of it is verified by reading it. */
export type SignedCopy = Readonly<{
  document: Buffer;
  artefact: string;
  signature: Signature;
  /** SPKI, base64: as the copy says, which is no reason to trust it. */
  publicKey: string;
}>;

/** Under this name the attachment stands in a PDF reader. */
export const ATTACHMENT = "authorisation.json";

// Of the several base64 texts that stand for the same bytes, the one that is written.
const base64 = z.string().refine((text) => Buffer.from(text, "base64").toString("base64") === text);
const Attached = z.strictObject({
  artefact: z.string(),
  signature: z.strictObject({
    algorithm: z.enum(signatureAlgorithms),
    keyId: z.string(),
    value: base64,
  }),
  publicKey: base64,
});

// Between a plain text and what was signed of it; the second begins at the last of them.
const MARK = "\n----- 签署信息（请勿改动） -----\n";

/**
 * A copy to take away: the document's own bytes unchanged, then what was signed. In a PDF that is an
 * incremental update with an attachment; a plain text (the invented past of the synthetic province)
 * is followed by a marked line. The same input gives the same bytes, which `readSignedCopy` rests on.
 */
export function signedCopy(
  document: Buffer,
  { artefact, signature: { algorithm, keyId, value } }: SignedArtefact,
  publicKey: string,
): Buffer {
  const attached = JSON.stringify({
    artefact,
    signature: { algorithm, keyId, value },
    publicKey,
  });
  if (isPdf(document)) return withAttachment(document, ATTACHMENT, Buffer.from(attached, "utf8"));
  return Buffer.concat([document, Buffer.from(`${MARK}${attached}\n`, "utf8")]);
}

/**
 * Takes a signed copy apart; null for anything else. The copy is made again from its parts and must
 * be the same byte for byte: nothing can be appended, which in a PDF could show other content over
 * what was signed.
 */
export function readSignedCopy(input: Uint8Array): SignedCopy | null {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const found = isPdf(bytes) ? attachedTo(bytes) : trailing(bytes);
  if (!found) return null;
  const { document, attached } = found;
  const parsed = Attached.safeParse(jsonOf(attached));
  if (!parsed.success) return null;
  const { artefact, signature, publicKey } = parsed.data;
  try {
    if (!signedCopy(document, { artefact, signature }, publicKey).equals(bytes)) return null;
  } catch {
    return null; // No document that a copy can be made of.
  }
  return { document, artefact, signature, publicKey };
}

function trailing(bytes: Buffer): Readonly<{ document: Buffer; attached: Buffer }> | null {
  const length = bytes.lastIndexOf(MARK);
  if (length < 0) return null;
  const attached = bytes.subarray(length + Buffer.byteLength(MARK));
  return { document: bytes.subarray(0, length), attached };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
