import "server-only";
import type { RefusalKind } from "../kernel/refusal.ts";
import type { Performed } from "./perform.ts";

/** How a refusal reads as an HTTP status. */
export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
} as const satisfies Record<RefusalKind, number>;

/** What came of an operation, as JSON for a page of ours that asks in the background. */
export const answerJson = <Result>(performed: Performed<Result>): Response =>
  performed.ok
    ? Response.json(performed.result, { headers: { "cache-control": "no-store" } })
    : Response.json({ message: performed.message }, { status: statusOf[performed.kind] });

type File = Readonly<{ fileName: string; mediaType: string; bytes: Uint8Array }>;

/** A file that the browser saves under its Chinese name. */
export const answerFile = ({ fileName, mediaType, bytes }: File): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "cache-control": "no-store",
    },
  });

/**
 * Whether a page of this very site sent a request that changes something. Next asks this of its own
 * actions; a route handler has to ask by itself.
 */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}
