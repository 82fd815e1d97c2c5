import { isSignedBy, sha256, sm3, type PublicKey } from "../../kernel/signing.ts";
import { Artefact, artefactHash, artefactText } from "../artefact.ts";
import { readSignedCopy, type SignedCopy } from "./signed-copy.ts";

/** What is checked of a signed copy, in this order. */
export const authorisationChecks = [
  "signed_copy",
  "artefact",
  "signature",
  "document_sm3",
  "document_sha256",
] as const;

/** One thing that was checked; the detail is for people. */
export type Check<Name extends string = string> = Readonly<{
  name: Name;
  ok: boolean;
  detail: string;
}>;
export type AuthorisationCheck = Check<(typeof authorisationChecks)[number]>;

/**
 * Checks a signed copy without a database: that it is one and nothing was added to it, that its
 * artefact is in the exact form that is signed, that a trusted key signed it, and that the document
 * in front of it is the one that was signed. Stops where nothing further can be told.
 */
export function verifyAuthorisation(
  bytes: Uint8Array,
  trusted: readonly PublicKey[],
): readonly AuthorisationCheck[] {
  const copy = readSignedCopy(bytes);
  if (!copy) {
    const detail = "不是平台出具的签署副本，或文件不完整、被改动、被追加了内容。";
    return [{ name: "signed_copy", ok: false, detail }];
  }
  const whole = {
    name: "signed_copy",
    ok: true,
    detail: "文件完整，签署后未追加任何内容。",
  } as const;
  const artefact = readArtefact(copy.artefact);
  if (!artefact) {
    const detail = "授权内容不是签署时的规范格式。";
    return [whole, { name: "artefact", ok: false, detail }, signatureCheck(copy, trusted)];
  }
  return [
    whole,
    { name: "artefact", ok: true, detail: `授权内容摘要（SHA-256）${artefactHash(copy.artefact)}` },
    signatureCheck(copy, trusted),
    digestCheck("document_sm3", "SM3", sm3(copy.document), artefact.document.sm3),
    digestCheck("document_sha256", "SHA-256", sha256(copy.document), artefact.document.sha256),
  ];
}

/** The artefact that a text is the canonical form of; null where it is none. */
export function readArtefact(text: string): Artefact | null {
  try {
    const parsed = Artefact.safeParse(JSON.parse(text));
    return parsed.success && artefactText(parsed.data) === text ? parsed.data : null;
  } catch {
    return null; // No JSON, or of characters without canonical form.
  }
}

function signatureCheck(
  { artefact, signature, publicKey }: SignedCopy,
  trusted: readonly PublicKey[],
): AuthorisationCheck {
  const name = "signature";
  const { algorithm, keyId } = signature;
  const key = trusted.find((one) => one.keyId === keyId);
  if (!key) return { name, ok: false, detail: `签名密钥 ${keyId} 不在信任的公钥之列。` };
  if (key.spki !== publicKey)
    return { name, ok: false, detail: `文件所附公钥与信任的公钥 ${keyId} 不一致。` };
  const ok = isSignedBy(trusted, Buffer.from(artefact, "utf8"), signature);
  const detail = ok ? `签名有效，算法 ${algorithm}，密钥 ${keyId}` : `签名无效，密钥 ${keyId}`;
  return { name, ok, detail };
}

function digestCheck(
  name: "document_sm3" | "document_sha256",
  algorithm: string,
  found: string,
  signed: string,
): AuthorisationCheck {
  const ok = found === signed;
  const detail = ok
    ? `${algorithm} ${found}`
    : `文件的 ${algorithm} 摘要与签署时不一致：文件为 ${found}，签署时为 ${signed}`;
  return { name, ok, detail };
}
