import { canonicalRequest, instantOf, isTimely } from "../../kernel/signed-request.ts";
import { isSignedBy, type PublicKey } from "../../kernel/signing.ts";

type Sent = Readonly<{
  method: string;
  /** Path and query as they were sent. */
  path: string;
  headers: Headers;
  body: Uint8Array;
}>;

/** Why a signature does not count: a stable word, and what to do about it. */
export type SignatureFault = Readonly<{ reason: string; detail: string }>;

/** Without a colon, which keys of the platform's own have. */
const KEY = /^[A-Za-z0-9._-]{8,128}$/;

/** Checks the three headers of a request that changes something; null: it is signed and timely. */
export function signatureFault(
  publicKey: PublicKey,
  { method, path, headers, body }: Sent,
  now: Date,
): SignatureFault | null {
  const timestamp = headers.get("x-timestamp");
  if (!timestamp) return fault("timestamp_missing", "缺少请求头 X-Timestamp。");
  const signedAt = instantOf(timestamp);
  if (!signedAt) {
    return fault(
      "timestamp_invalid",
      "X-Timestamp 应为带时区的时间，例如 2026-11-21T09:30:00+08:00。",
    );
  }
  if (!isTimely(signedAt, now)) {
    return fault(
      "timestamp_skewed",
      `X-Timestamp 与平台时间相差超过 15 分钟，请校准时钟后重新签名。平台时间 ${now.toISOString()}。`,
    );
  }
  const key = headers.get("idempotency-key");
  if (!key) return fault("idempotency_key_missing", "缺少请求头 Idempotency-Key。");
  if (!KEY.test(key)) {
    return fault(
      "idempotency_key_invalid",
      "Idempotency-Key 应为 8 至 128 个字母、数字或 . _ - 字符。",
    );
  }
  const value = headers.get("x-signature");
  if (!value) return fault("signature_missing", "缺少请求头 X-Signature。");
  const { algorithm, keyId } = publicKey;
  const text = canonicalRequest({ method, path, timestamp, key, body });
  return isSignedBy([publicKey], text, { algorithm, keyId, value })
    ? null
    : fault(
        "signature_invalid",
        `签名验证未通过。请用登记的 ${algorithm} 密钥（编号 ${keyId}）对“方法、路径、时间、幂等键、正文 SHA-256”五行签名。`,
      );
}

const fault = (reason: string, detail: string): SignatureFault => ({
  reason: `api.${reason}`,
  detail,
});
