import { randomUUID } from "node:crypto";
import { itemOf, isItemId, type ItemId } from "#lib/intake/catalogue.ts";
import {
  answerText,
  headerNames,
  PullQuestion,
} from "#lib/intake/pull/protocol.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { canonicalRequest, instantOf, isTimely } from "#lib/kernel/signed-request.ts";
import { isSignedBy, type PublicKey, type Signer } from "#lib/kernel/signing.ts";
import type { Knobs } from "./knobs.ts";
import { recordsOf } from "./records.ts";

/** One department: its key, the items it answers for, and whom it believes. */
export type Department = Readonly<{
  id: string;
  signer: Signer;
  /** Keys of the platform, for its questions and for the licences it signed. */
  platformKeys: readonly PublicKey[];
}>;

export type Asked = Readonly<{
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}>;
export type Answer = Readonly<{
  status: number;
  headers: Record<string, string>;
  body: string;
}>;

/** What the department answers: records where the licence allows it, a signed no otherwise. */
export function answer(department: Department, asked: Asked, knobs: Knobs, now: Date): Answer {
  const header = (name: string) => String(asked.headers[name] ?? "");
  const timestamp = header(headerNames.timestamp);
  const signedAt = instantOf(timestamp);
  const text = canonicalRequest({
    method: "POST",
    path: asked.path,
    timestamp,
    key: header(headerNames.nonce),
    body: asked.body,
  });
  const keyId = header(headerNames.keyId);
  const signedBy = department.platformKeys.find((key) => key.keyId === keyId);
  if (
    !signedBy ||
    !signedAt ||
    !isTimely(signedAt, now) ||
    !isSignedBy([signedBy], text, {
      algorithm: signedBy.algorithm,
      keyId,
      value: header(headerNames.signature),
    })
  ) {
    return plain(401, { reason: "signature", detail: "请求签名验证未通过。" });
  }
  const question = questionOf(asked.body);
  if (!question) return plain(400, { reason: "malformed", detail: "请求内容无法识别。" });
  const outcome = decide(department, question, knobs, now);
  return signed(department, question.requestId, outcome, knobs, now);
}

function questionOf(body: Buffer): PullQuestion | null {
  try {
    const parsed = PullQuestion.safeParse(JSON.parse(body.toString("utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

type Outcome = Readonly<{ status: 200 | 403; body: string }>;

function decide(department: Department, question: PullQuestion, knobs: Knobs, now: Date): Outcome {
  const { item, uscc } = question;
  if (knobs.deny !== "") return denied("denied", knobs.deny);
  if (!isItemId(item) || itemOf(item).department !== department.id) {
    return denied("not_ours", "本部门不提供该数据项。");
  }
  const wrong = licenceFault(department, question, item, now);
  if (wrong) return denied("licence", wrong);
  if (knobs.malformed === "rows") return { status: 200, body: "{这不是记录\n[]\n" };
  const of = knobs.malformed === "other" ? "91520100MA6SANDB0X" : uscc;
  const rows = recordsOf(itemOf(item), of, dayOf(now));
  return { status: 200, body: rows.map((row) => `${JSON.stringify(row)}\n`).join("") };
}

/** The department believes no more than the licence says and the platform's signature covers. */
function licenceFault(
  { platformKeys }: Department,
  { licence, uscc }: PullQuestion,
  item: ItemId,
  now: Date,
): string | null {
  const { artefact, algorithm, keyId, signature } = licence;
  const good = isSignedBy(platformKeys, Buffer.from(artefact, "utf8"), {
    algorithm,
    keyId,
    value: signature,
  });
  if (!good) return "授权凭证的签名验证未通过。";
  const terms = JSON.parse(artefact) as {
    enterprise: { uscc: string };
    items: string[];
    startsAt: string;
    endsAt: string;
  }; // The platform's own canonical JSON: the signature over it holds.
  if (terms.enterprise.uscc !== uscc) return "授权不属于该企业。";
  if (!terms.items.includes(item) && itemOf(item).sharing !== "public") return "授权未包含该数据项。";
  return new Date(terms.startsAt) <= now && now < new Date(terms.endsAt)
    ? null
    : "授权不在有效期内。";
}

const denied = (reason: string, detail: string): Outcome => ({
  status: 403,
  body: JSON.stringify({ reason, detail }),
});

function signed(
  { signer }: Department,
  requestId: string,
  { status, body }: Outcome,
  knobs: Knobs,
  now: Date,
): Answer {
  const timestamp = now.toISOString();
  // A wrong signature is one over another question.
  const about = knobs.malformed === "signature" ? randomUUID() : requestId;
  const text = answerText({ status, requestId: about, timestamp, body: Buffer.from(body, "utf8") });
  return {
    status,
    headers: {
      "content-type": status === 200 ? "application/x-ndjson" : "application/json",
      [headerNames.timestamp]: timestamp,
      [headerNames.keyId]: signer.publicKey.keyId,
      [headerNames.signature]: signer.sign(text).value,
    },
    body,
  };
}

const plain = (status: number, body: Readonly<Record<string, string>>): Answer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
