import { createHash } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { and, eq, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { accounts } from "#db/schema/identity.ts";
import { timeText } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";

/** So many tries without a right one, and nothing is tried for a while. */
const MAXIMUM_TRIES = 5;
const LOCK_MINUTES = 15;

/** The slow hash under which a password is kept. Never called inside a transaction. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** A real hash of nothing anyone types, so that a refused try takes as long as a wrong password. */
const decoy = hash("no account has this password");

type Secret = "sign_in" | "signing";
const columns = {
  sign_in: {
    hash: accounts.passwordHash,
    tries: accounts.failedSignIns,
    lock: accounts.lockedUntil,
  },
  signing: {
    hash: accounts.signingPasswordHash,
    tries: accounts.failedSignings,
    lock: accounts.signingLockedUntil,
  },
} as const;

type Account = Readonly<{ id: string; displayName: string; passwordHash: string }>;

/** `refused`: nothing was checked, since there is no such account or it is locked. */
export type PasswordVerdict =
  Readonly<{ verdict: "right"; account: Account }> | Readonly<{ verdict: "wrong" | "refused" }>;

/**
 * Checks one of the two passwords of the account that `which` names. A try is reserved before it is
 * checked and given back only by a right password, so that tries which race cannot outrun the lock.
 * Runs outside any transaction that may roll back, so that a wrong try is never forgotten.
 */
export async function checkPassword(
  db: Db,
  which: SQL,
  secret: Secret,
  typed: string,
  now: Date,
): Promise<PasswordVerdict> {
  const reserved = await reserveTry(db, which, secret, now);
  const right = await verify(reserved?.hash ?? (await decoy), typed);
  if (!reserved) return { verdict: "refused" };
  if (!right) return { verdict: "wrong" };
  await db
    .update(accounts)
    .set(counting(secret, sql`0`, sql`null`))
    .where(eq(accounts.id, reserved.id));
  return { verdict: "right", account: reserved };
}

/**
 * One statement, whose row lock puts tries in line: the last one allowed locks the account behind
 * itself, and those that come after it find no row.
 */
async function reserveTry(db: Db, which: SQL, secret: Secret, now: Date) {
  const { hash: kept, tries, lock } = columns[secret];
  const until = new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString();
  const isLast = sql`${tries} + 1 >= ${MAXIMUM_TRIES}`;
  const [reserved] = await db
    .update(accounts)
    .set(
      counting(
        secret,
        sql`case when ${isLast} then 0 else ${tries} + 1 end`,
        sql`case when ${isLast} then ${until}::timestamptz end`,
      ),
    )
    .where(and(which, or(isNull(lock), lte(lock, now))))
    .returning({
      id: accounts.id,
      displayName: accounts.displayName,
      passwordHash: accounts.passwordHash,
      hash: kept,
    });
  return reserved;
}

const counting = (secret: Secret, tries: SQL, lock: SQL) =>
  secret === "sign_in"
    ? { failedSignIns: tries, lockedUntil: lock }
    : { failedSignings: tries, signingLockedUntil: lock };

/** What a session keeps of the password it was opened with: it differs once the password is changed. */
export const passwordMark = (passwordHash: string): string =>
  createHash("sha256").update(passwordHash).digest("base64url").slice(0, 22);

/** The second password, asked for again when something is signed. Refuses with the way out. */
export async function confirmSigning(
  db: Db,
  accountId: string,
  typed: string,
  now: Date,
): Promise<void> {
  const { verdict } = await checkPassword(db, eq(accounts.id, accountId), "signing", typed, now);
  if (verdict === "right") return;
  // Whoever signs is signed in: that the account exists is no secret, and the way out is owed.
  const [reason, message] =
    verdict === "refused"
      ? [
          "identity.signing_locked",
          `签署密码连续输错 ${MAXIMUM_TRIES} 次，签署功能已锁定 ${LOCK_MINUTES} 分钟，请稍后再试。当前时间 ${timeText(now)}。`,
        ]
      : [
          "identity.signing_wrong",
          `签署密码不正确。连续输错 ${MAXIMUM_TRIES} 次将锁定 ${LOCK_MINUTES} 分钟。`,
        ];
  throw new Refusal("invalid", reason, message, {
    fields: [{ path: "signingPassword", message }],
  });
}
