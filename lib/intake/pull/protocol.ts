import { z } from "zod";
import { canonicalRequest } from "../../kernel/signed-request.ts";
import {
  isSignedBy,
  sha256,
  signatureAlgorithms,
  type PublicKey,
  type Signer,
} from "../../kernel/signing.ts";

/**
 * How the platform asks a department about one enterprise: `POST <address>/query` with this body, and
 * the headers of every signed request (docs/api.md). The licence travels with the question, so that
 * the department checks for itself that the enterprise agreed, and to what.
 */
export const PullQuestion = z.strictObject({
  requestId: z.uuid(),
  uscc: z.string(),
  item: z.string(),
  licence: z.strictObject({
    /** The authorisation in canonical JSON, exactly as it was signed. */
    artefact: z.string(),
    algorithm: z.enum(signatureAlgorithms),
    keyId: z.string(),
    signature: z.string(),
  }),
});
export type PullQuestion = z.infer<typeof PullQuestion>;

/** What a department says when it does not release the records. */
export const PullDenial = z.object({ reason: z.string(), detail: z.string().max(500) });

export const QUERY_PATH = "/query";
export const headerNames = {
  timestamp: "x-timestamp",
  nonce: "x-nonce",
  keyId: "x-key-id",
  signature: "x-signature",
} as const;

/** The headers of a question, signed by the platform. */
export function signedQuestion(
  signer: Signer,
  { path, nonce, at, body }: Readonly<{ path: string; nonce: string; at: Date; body: string }>,
): Record<string, string> {
  const timestamp = at.toISOString();
  const text = canonicalRequest({ method: "POST", path, timestamp, key: nonce, body });
  const { keyId, value } = signer.sign(text);
  return {
    "content-type": "application/json",
    [headerNames.timestamp]: timestamp,
    [headerNames.nonce]: nonce,
    [headerNames.keyId]: keyId,
    [headerNames.signature]: value,
  };
}

type Answer = Readonly<{ status: number; requestId: string; timestamp: string; body: Uint8Array }>;

/** What a department signs of its answer: to which question, when, with what outcome and content. */
export const answerText = ({ status, requestId, timestamp, body }: Answer): Buffer =>
  Buffer.from([status, requestId, timestamp, sha256(body)].join("\n"), "utf8");

export const isAnswerSigned = (publicKey: PublicKey, answer: Answer, value: string): boolean =>
  isSignedBy([publicKey], answerText(answer), {
    algorithm: publicKey.algorithm,
    keyId: publicKey.keyId,
    value,
  });
