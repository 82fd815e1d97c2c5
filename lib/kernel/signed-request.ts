import { sha256 } from "./signing.ts";

/** What a program signs of a request; the same for pushes to the platform and for its own queries. */
export type SignedRequest = Readonly<{
  method: string;
  /** Path and query exactly as they are sent. */
  path: string;
  timestamp: string;
  /** The idempotency key of a push, the nonce of a query. */
  key: string;
  body: Uint8Array | string;
}>;

/** Five lines without a line end after the last; the body stands in as its lower-case hex SHA-256. */
export const canonicalRequest = ({ method, path, timestamp, key, body }: SignedRequest): Buffer =>
  Buffer.from([method.toUpperCase(), path, timestamp, key, sha256(body)].join("\n"), "utf8");

/** How far the clocks of two programs may stand apart. */
export const CLOCK_SKEW_MINUTES = 15;

/** An instant with its zone, `2026-11-21T01:02:03Z`; null for anything else. */
export function instantOf(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.test(text)) {
    return null;
  }
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** Whether a request signed at that instant may still be taken now. */
export const isTimely = (signedAt: Date, now: Date): boolean =>
  Math.abs(now.getTime() - signedAt.getTime()) <= CLOCK_SKEW_MINUTES * 60_000;
