import type { Signer } from "../../kernel/signing.ts";
import {
  headerNames,
  isAnswerSigned,
  PullDenial,
  QUERY_PATH,
  signedQuestion,
  type PullQuestion,
} from "./protocol.ts";
import type { PullSource } from "./sources.ts";

/** What one question to a department came to. */
export type Asked =
  | Readonly<{ outcome: "released"; body: Buffer }>
  | Readonly<{ outcome: "denied"; detail: string }>
  /** `again`: another try may help. `words`: for the person who waits. */
  | Readonly<{ outcome: "fault"; kind: "timeout" | "fault"; again: boolean; words: string }>;

export const TIMEOUT_MS = 5000;
/** One enterprise's rows of one item are far below this. */
const LONGEST_ANSWER = 8 * 1024 * 1024;

type Asking = Readonly<{
  source: PullSource;
  signer: Signer;
  question: PullQuestion;
  now: Date;
  timeoutMs: number;
}>;

/** Asks once. Never throws: whatever a department does is an outcome. */
export async function ask({ source, signer, question, now, timeoutMs }: Asking): Promise<Asked> {
  const url = new URL(source.url + QUERY_PATH);
  const body = JSON.stringify(question);
  const headers = signedQuestion(signer, {
    path: url.pathname + url.search,
    nonce: question.requestId,
    at: now,
    body,
  });
  // One limit over connecting, waiting and reading: a department that drips is late as well.
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "error" });
    const content = await contentOf(response);
    if (content === null) return fault("部门返回的内容过大。", false);
    return understood(source, question.requestId, response, content);
  } catch {
    // A refused or broken connection, a redirect, or the time is up.
    return signal.aborted
      ? { outcome: "fault", kind: "timeout", again: true, words: "部门未在时限内应答。" }
      : fault("无法连接部门接口。", true);
  }
}

async function contentOf(response: Response): Promise<Buffer | null> {
  const portions: Uint8Array[] = [];
  let length = 0;
  for await (const portion of response.body ?? []) {
    length += portion.byteLength;
    if (length > LONGEST_ANSWER) return null;
    portions.push(portion);
  }
  return Buffer.concat(portions, length);
}

/** What is given or denied must bear the department's signature; a fault of the way there cannot. */
function understood(
  source: PullSource,
  requestId: string,
  { status, headers }: Response,
  body: Buffer,
): Asked {
  if (status === 429) return fault("部门接口繁忙。", true);
  if (status >= 500) return fault("部门接口故障。", true);
  if (status !== 200 && status !== 403) return fault(`部门接口拒收请求（${status}）。`, false);
  const timestamp = headers.get(headerNames.timestamp) ?? "";
  const signature = headers.get(headerNames.signature) ?? "";
  if (!isAnswerSigned(source.publicKey, { status, requestId, timestamp, body }, signature)) {
    return fault("部门应答的签名验证未通过，内容未采用。", false);
  }
  if (status === 200) return { outcome: "released", body };
  const denial = PullDenial.safeParse(parsed(body));
  return { outcome: "denied", detail: denial.success ? denial.data.detail : "部门未说明原因。" };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}

const fault = (words: string, again: boolean): Asked => ({
  outcome: "fault",
  kind: "fault",
  again,
  words,
});
