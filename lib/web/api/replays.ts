import { sha256 } from "../../kernel/signing.ts";
import { CLOCK_SKEW_MINUTES } from "../../kernel/signed-request.ts";

/** An answer that can be given again. */
export type Kept = Readonly<{ status: number; headers: Record<string, string>; body: string }>;
type Entry = Readonly<{ bodyHash: string; answer: Promise<Kept>; until: number }>;

/** A signature is good for a quarter of an hour to either side: no request of it comes later. */
const KEPT_MS = 2 * CLOCK_SKEW_MINUTES * 60_000;
const MOST = 500;

/**
 * Answers of this process by program and key, for a program that lost its answer and asks again. In
 * memory on purpose: what the gate disclosed is written down nowhere else.
 */
const answers = new Map<string, Entry>();

type Request = Readonly<{
  clientId: string;
  idempotencyKey: string;
  body: Uint8Array;
  now: Date;
  /** Whether an answer of before may be given again. */
  mayResend: (answer: Kept) => Promise<boolean>;
}>;

/**
 * The answer to a request, worked out once for a key however often it is sent; `conflict` where the
 * key was used for another body. What failed to come to an answer is forgotten and may be tried again.
 */
export async function once(
  request: Request,
  work: () => Promise<Kept>,
): Promise<Kept | "conflict"> {
  const { clientId, idempotencyKey, body, now } = request;
  const name = `${clientId} ${idempotencyKey}`;
  const bodyHash = sha256(body);
  const known = answers.get(name);
  if (known && known.until > now.getTime()) {
    if (known.bodyHash !== bodyHash) return "conflict";
    const before = await known.answer.catch(() => null);
    if (before && (await request.mayResend(before))) return before;
    // Another one that waited may have been quicker to ask again.
    if (answers.get(name) !== known) return once(request, work);
  }
  const answer = work();
  const entry = { bodyHash, answer, until: now.getTime() + KEPT_MS };
  answers.delete(name);
  answers.set(name, entry);
  for (const [oldest, { until }] of answers) {
    if (until > now.getTime() && answers.size <= MOST) break;
    answers.delete(oldest);
  }
  try {
    return await answer;
  } catch (error) {
    if (answers.get(name) === entry) answers.delete(name);
    throw error;
  }
}
