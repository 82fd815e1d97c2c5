import "server-only";
import { clientOfToken, type ApiClient } from "../../identity/index.ts";
import type { ApiScope } from "../../identity/model.ts";
import type { Call } from "../../operation/index.ts";
import { webDatabase } from "../database.ts";
import { readBody } from "./body.ts";
import { problem, problemOf } from "./problem.ts";
import { signatureFault } from "./signature.ts";

/** One request of a program: who it is and for whom it acts, as operations take it. */
export type ProgramCall = Call<ApiClient["actor"]> & Readonly<{ client: ApiClient; url: URL }>;
/** The same for one that changes something, with what it signed. */
export type SignedCall = ProgramCall & Readonly<{ idempotencyKey: string; body: Buffer }>;

/** Answers a request that looks and changes nothing: a token of the scope is enough. */
export async function answer(
  request: Request,
  scope: ApiScope,
  work: (call: ProgramCall) => Promise<Response>,
): Promise<Response> {
  try {
    const call = await admitted(request, scope);
    return call instanceof Response ? call : await work(call);
  } catch (error) {
    return problemOf(error);
  }
}

/** Answers a request that changes something: it is signed by the program's own key as well. */
export function answerSigned(
  request: Request,
  { scope, longest }: Readonly<{ scope: ApiScope; longest: number }>,
  work: (call: SignedCall) => Promise<Response>,
): Promise<Response> {
  return answer(request, scope, async (call) => {
    const body = await readBody(request, longest);
    if (!body) {
      const detail = `正文超过 ${Math.floor(longest / 1024 / 1024)} MB，请拆分后发送。`;
      return problem({ status: 413, reason: "api.too_large", detail });
    }
    const { pathname, search } = call.url;
    const sent = {
      method: request.method,
      path: pathname + search,
      headers: request.headers,
      body,
    };
    const fault = signatureFault(call.client.publicKey, sent, call.now);
    if (fault) return problem({ status: 401, ...fault });
    // There, or the signature would be at fault.
    const idempotencyKey = request.headers.get("idempotency-key") ?? "";
    return work({ ...call, idempotencyKey, body });
  });
}

async function admitted(request: Request, scope: ApiScope): Promise<ProgramCall | Response> {
  const now = new Date();
  const [, token] =
    /^Bearer ([\w.~+/=-]{1,200})$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (!token) {
    return problem({
      status: 401,
      reason: "api.token_missing",
      detail: "缺少访问令牌。请先向 /api/v1/token 取得令牌，再以 Authorization: Bearer 发送。",
      headers: { "www-authenticate": "Bearer" },
    });
  }
  const db = webDatabase();
  const client = await clientOfToken(db, token, now);
  if (!client) {
    return problem({
      status: 401,
      reason: "api.token_invalid",
      detail: "访问令牌无效或已过期，请重新取得令牌。",
      headers: { "www-authenticate": 'Bearer error="invalid_token"' },
    });
  }
  if (!client.scopes.includes(scope)) {
    return problem({
      status: 403,
      reason: "api.insufficient_scope",
      detail: `该程序没有 ${scope} 权限。`,
      headers: { "www-authenticate": `Bearer error="insufficient_scope", scope="${scope}"` },
    });
  }
  return { db, actor: client.actor, now, client, url: new URL(request.url) };
}
