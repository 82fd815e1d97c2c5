import { randomBytes } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { accounts, apiClients, apiTokens, memberships } from "#db/schema/identity.ts";
import { departments, institutions } from "#db/schema/registry.ts";
import type { ActorOf } from "../access/model.ts";
import { publicKeyOf, sha256, type PublicKey } from "../kernel/signing.ts";
import { apiScopes, TOKEN_SECONDS, type ApiScope } from "./model.ts";
import { hashPassword } from "./passwords.ts";

/** So many wrong secrets on end, and nothing is tried for a while. */
const MAXIMUM_TRIES = 5;
export const LOCK_MINUTES = 15;

/** A hash of nothing that anyone sends, so that an unknown client costs what a known one does. */
const decoy = hashPassword(randomBytes(32).toString("hex"));

export type IssuedToken = Readonly<{ token: string; scopes: readonly ApiScope[] }>;
type Credentials = Readonly<{ clientId: string; secret: string }>;

/**
 * A token for a program that knows its secret; null otherwise. An unknown client, a wrong secret, a
 * client that was ended and one that failed too often are told apart neither by answer nor by time.
 */
export async function issueToken(
  db: Db,
  { clientId, secret }: Credentials,
  now: Date,
): Promise<IssuedToken | null> {
  const reserved = await reserveTry(db, clientId, now);
  const right = await verify(reserved?.secretHash ?? (await decoy), secret);
  if (!reserved || !right) return null;
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + TOKEN_SECONDS * 1000);
  await db.transaction(async (tx) => {
    await tx
      .update(accounts)
      .set({ failedSignIns: 0, lockedUntil: null })
      .where(eq(accounts.id, reserved.accountId));
    await tx.delete(apiTokens).where(lt(apiTokens.expiresAt, now));
    await tx.insert(apiTokens).values({ tokenHash: sha256(token), clientId, expiresAt });
  });
  return { token, scopes: knownScopes(reserved.scopes) };
}

type Reserved = Readonly<{ accountId: string; secretHash: string; scopes: string[] }>;

/**
 * Counts a try before it is checked, as passwords.ts does: one statement, whose row lock puts tries in
 * line, so that those which race cannot outrun the lock. The count is the service account's own.
 */
async function reserveTry(db: Db, clientId: string, now: Date): Promise<Reserved | null> {
  const at = now.toISOString();
  const until = new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString();
  const [reserved] = await db.execute<Reserved>(sql`
    update identity.account a set
      failed_sign_ins = case when a.failed_sign_ins + 1 >= ${MAXIMUM_TRIES} then 0 else a.failed_sign_ins + 1 end,
      locked_until = case when a.failed_sign_ins + 1 >= ${MAXIMUM_TRIES} then ${until}::timestamptz end
    from identity.api_client c
    where c.id = ${clientId} and c.account_id = a.id and c.disabled_at is null
      and (a.locked_until is null or a.locked_until <= ${at}::timestamptz)
      and exists (select from identity.membership m where m.account_id = a.id and m.ended_at is null)
    returning a.id as "accountId", c.secret_hash as "secretHash", c.scopes`);
  return reserved ?? null;
}

/** A program at work: for whom it acts, and what its signatures are checked with. */
export type ApiClient = Readonly<{
  clientId: string;
  scopes: readonly ApiScope[];
  publicKey: PublicKey;
  actor: ActorOf<"department" | "loan_officer">;
}>;

/** Whose token this is at this moment; null when it is nobody's, has run out, or its client has ended. */
export async function clientOfToken(db: Db, token: string, now: Date): Promise<ApiClient | null> {
  const [row] = await db
    .select({
      clientId: apiClients.id,
      scopes: apiClients.scopes,
      publicKey: apiClients.publicKey,
      accountId: accounts.id,
      loginName: accounts.loginName,
      displayName: accounts.displayName,
      role: memberships.role,
      departmentId: memberships.departmentId,
      departmentName: departments.name,
      institutionId: memberships.institutionId,
      institutionName: institutions.name,
    })
    .from(apiTokens)
    .innerJoin(apiClients, eq(apiClients.id, apiTokens.clientId))
    .innerJoin(accounts, eq(accounts.id, apiClients.accountId))
    .innerJoin(
      memberships,
      and(eq(memberships.accountId, accounts.id), isNull(memberships.endedAt)),
    )
    .leftJoin(departments, eq(departments.id, memberships.departmentId))
    .leftJoin(institutions, eq(institutions.id, memberships.institutionId))
    .where(
      and(
        eq(apiTokens.tokenHash, sha256(token)),
        gt(apiTokens.expiresAt, now),
        isNull(apiClients.disabledAt),
      ),
    );
  const actor = row && actorOf(row);
  if (!row || !actor) return null;
  const { clientId, scopes, publicKey } = row;
  return { clientId, scopes: knownScopes(scopes), publicKey: keyOf(publicKey), actor };
}

type Found = Readonly<{
  accountId: string;
  loginName: string;
  displayName: string;
  role: string;
  departmentId: string | null;
  departmentName: string | null;
  institutionId: string | null;
  institutionName: string | null;
}>;

function actorOf(row: Found): ApiClient["actor"] | null {
  const { accountId, loginName, displayName } = row;
  const account = { accountId, loginName, displayName };
  if (row.role === "department" && row.departmentId !== null) {
    const organisationName = row.departmentName ?? "";
    return { ...account, role: "department", departmentId: row.departmentId, organisationName };
  }
  if (row.role === "loan_officer" && row.institutionId !== null) {
    const organisationName = row.institutionName ?? "";
    return { ...account, role: "loan_officer", institutionId: row.institutionId, organisationName };
  }
  return null;
}

const knownScopes = (scopes: readonly string[]): readonly ApiScope[] =>
  apiScopes.filter((scope) => scopes.includes(scope));

/** Reading an SM2 key prepares its tables, which is worth doing once. */
const keys = new Map<string, PublicKey>();
const REMEMBERED_KEYS = 200;

function keyOf(spki: string): PublicKey {
  const known = keys.get(spki);
  if (known) return known;
  const key = publicKeyOf(spki);
  if (keys.size >= REMEMBERED_KEYS) keys.clear();
  keys.set(spki, key);
  return key;
}
