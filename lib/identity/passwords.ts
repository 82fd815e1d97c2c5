import { hash, verify } from "@node-rs/argon2";
import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { accounts } from "#db/schema/identity.ts";
import { timeText } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";

/** After this many wrong tries in a row, nothing is tried for a while. */
const MAXIMUM_FAILURES = 5;
const LOCK_MINUTES = 15;

export const hashPassword = (password: string): Promise<string> => hash(password);

/** A real hash of nothing anyone types, so that an unknown name takes as long as a wrong password. */
const decoy = hash("no account has this password");

type Secret = "sign_in" | "signing";
const columns = {
  sign_in: {
    hash: accounts.passwordHash,
    failures: accounts.failedSignIns,
    lock: accounts.lockedUntil,
  },
  signing: {
    hash: accounts.signingPasswordHash,
    failures: accounts.failedSignings,
    lock: accounts.signingLockedUntil,
  },
} as const;

export type PasswordVerdict = "right" | "wrong" | "locked";

/**
 * Checks one of an account's two passwords and counts failures. Runs outside any transaction that
 * may roll back, so that a wrong try is never forgotten.
 */
export async function checkPassword(
  db: Db,
  accountId: string | null,
  secret: Secret,
  typed: string,
  now: Date,
): Promise<PasswordVerdict> {
  const column = columns[secret];
  const [row] = accountId
    ? await db
        .select({ hash: column.hash, lock: column.lock })
        .from(accounts)
        .where(eq(accounts.id, accountId))
    : [];
  if (row?.lock && row.lock > now) return "locked";
  const right = await verify(row?.hash ?? (await decoy), typed);
  if (!row || !accountId) return "wrong";
  await count(db, accountId, secret, right, now);
  return right ? "right" : "wrong";
}

/** Counted in the statement itself: tries that race are all counted. */
async function count(db: Db, accountId: string, secret: Secret, right: boolean, now: Date) {
  const until = new Date(now.getTime() + LOCK_MINUTES * 60_000);
  const { failures, lock } = columns[secret];
  const values = right
    ? { failures: sql`0`, lock: sql`null` }
    : {
        failures: sql`case when ${failures} + 1 >= ${MAXIMUM_FAILURES} then 0 else ${failures} + 1 end`,
        lock: sql`case when ${failures} + 1 >= ${MAXIMUM_FAILURES} then ${until.toISOString()}::timestamptz else ${lock} end`,
      };
  const set =
    secret === "sign_in"
      ? { failedSignIns: values.failures, lockedUntil: values.lock }
      : { failedSignings: values.failures, signingLockedUntil: values.lock };
  await db.update(accounts).set(set).where(eq(accounts.id, accountId));
}

/** The second password, asked for again when something is signed. Refuses with the way out. */
export async function confirmSigning(
  db: Db,
  accountId: string,
  typed: string,
  now: Date,
): Promise<void> {
  const verdict = await checkPassword(db, accountId, "signing", typed, now);
  if (verdict === "right") return;
  const message =
    verdict === "locked"
      ? `签署密码连续输错 ${MAXIMUM_FAILURES} 次，签署功能已锁定 ${LOCK_MINUTES} 分钟，请稍后再试。当前时间 ${timeText(now)}。`
      : `签署密码不正确。连续输错 ${MAXIMUM_FAILURES} 次将锁定 ${LOCK_MINUTES} 分钟。`;
  throw new Refusal("invalid", `identity.signing_${verdict}`, message, {
    fields: [{ path: "signingPassword", message }],
  });
}
