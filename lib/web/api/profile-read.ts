import "server-only";
import { verdictLabels } from "../../consent/model.ts";
import type { Disclosure, Refused } from "../../credit/index.ts";
import { mayResend, readProfileForProgram } from "../../lending/index.ts";
import { problem } from "./problem.ts";
import { once, type Kept } from "./replays.ts";
import { answerSigned, type SignedCall } from "./signed.ts";

const LONGEST = 64 * 1024;

/** One look of an institution's program at one enterprise, through the gate. */
export const answerProfileRead = (request: Request): Promise<Response> =>
  answerSigned(request, { scope: "credit.read", longest: LONGEST }, async (call) => {
    const asked = parsed(call.body);
    if (asked === undefined) {
      return problem({ status: 400, reason: "api.not_json", detail: "正文应为 JSON 对象。" });
    }
    const kept = await once(
      {
        clientId: call.client.clientId,
        idempotencyKey: call.idempotencyKey,
        body: call.body,
        now: call.now,
        // A no tells nothing that was not told; a yes may have been taken back since.
        mayResend: async ({ status }) => status !== 200 || mayResend(call.db, asked, call.now),
      },
      () => look(call, asked),
    );
    if (kept === "conflict") {
      return problem({
        status: 409,
        reason: "api.idempotency_conflict",
        detail: "该 Idempotency-Key 已用于内容不同的请求，请换一个新的 key。",
      });
    }
    return new Response(kept.body, { status: kept.status, headers: kept.headers });
  });

async function look(call: SignedCall, asked: unknown): Promise<Kept> {
  const outcome = await readProfileForProgram(call, asked);
  const response = outcome.granted ? granted(outcome) : refused(outcome);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

const granted = ({ granted: _, ...disclosure }: Disclosure): Response =>
  Response.json(disclosure, { headers: { "cache-control": "no-store" } });

/** The gate's verdict is the reason; what it is about stands beside it. */
function refused({ because, detail }: Refused): Response {
  const reason = `consent.${because}`;
  const logged = "本次查询已记入企业的访问记录。";
  if (because === "fair_use") {
    const attribute = String(detail?.attribute ?? "");
    return problem({
      status: 412,
      reason,
      title: "attribute is invalid",
      detail: `${verdictLabels[because]}：${attribute}。${logged}`,
      more: { attribute },
    });
  }
  const more = detail ? { about: detail } : {};
  return problem({ status: 403, reason, detail: `${verdictLabels[because]}。${logged}`, more });
}

/** undefined: no JSON object. */
function parsed(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
