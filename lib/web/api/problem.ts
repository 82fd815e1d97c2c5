import "server-only";
import { Refusal } from "../../kernel/refusal.ts";
import { statusOf } from "../answer.ts";
import { isUnreachable } from "../database.ts";
import { reportDefect } from "../log.ts";

/** RFC 9457, with the stable `reason` that programs go by and a `detail` for the person behind them. */
export type Problem = Readonly<{
  status: number;
  reason: string;
  detail: string;
  /** In place of the status's own title. */
  title?: string;
  /** Further members of the body. */
  more?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
}>;

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  409: "Conflict",
  412: "Precondition failed",
  413: "Content too large",
  415: "Unsupported media type",
  500: "Internal error",
  503: "Service unavailable",
};

export function problem({ status, reason, detail, title, more, headers }: Problem): Response {
  const body = {
    type: `urn:xinqiao:problem:${reason}`,
    title: title ?? titles[status] ?? "Error",
    status,
    reason,
    detail,
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
  });
}

/** What went wrong inside, as an answer: an expected no, an absent database, or a reported defect. */
export function problemOf(error: unknown): Response {
  if (error instanceof Refusal) {
    return problem({
      status: statusOf[error.kind],
      reason: error.reason,
      detail: error.message,
      more: error.fields.length === 0 ? {} : { fields: error.fields },
    });
  }
  if (isUnreachable(error)) {
    return problem({
      status: 503,
      reason: "api.unavailable",
      detail: "服务暂时不可用，请求可能没有生效。请用同一个 Idempotency-Key 重新发送。",
      headers: { "retry-after": "5" },
    });
  }
  return problem({
    status: 500,
    reason: "api.defect",
    detail:
      "服务内部错误，请求可能没有生效。请用同一个 Idempotency-Key 重试；仍然失败请将 number 告知平台运营。",
    more: { number: reportDefect(error) },
  });
}
