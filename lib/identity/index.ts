import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { accounts, memberships } from "#db/schema/identity.ts";
import { departments, enterprises, institutions, regions } from "#db/schema/registry.ts";
import type { Actor } from "../access/model.ts";
import type { SignerCapacity } from "../consent/model.ts";
import { newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { checkPassword, passwordMark } from "./passwords.ts";

export {
  apiClientChoices,
  createApiClient,
  disableApiClient,
  listApiClients,
  listOwnApiClients,
  type ListedApiClient,
} from "./api-clients.ts";
export { clientOfToken, issueToken, LOCK_MINUTES, type ApiClient } from "./api-tokens.ts";
export { confirmSigning, hashPassword } from "./passwords.ts";

/** What a session keeps of its sign-in. */
export type SignedIn = Readonly<{ accountId: string; passwordMark: string }>;

/**
 * Who a session acts as at this moment; null when the account has no live membership any more, or
 * its password is no longer the one that the session was opened with.
 */
export async function loadActor(db: Db, session: SignedIn): Promise<Actor | null> {
  const [row] = await db
    .select({
      accountId: accounts.id,
      loginName: accounts.loginName,
      displayName: accounts.displayName,
      passwordHash: accounts.passwordHash,
      role: memberships.role,
      uscc: memberships.uscc,
      institutionId: memberships.institutionId,
      regionCode: memberships.regionCode,
      departmentId: memberships.departmentId,
      departmentName: departments.name,
      enterpriseName: enterprises.name,
      institutionName: institutions.name,
      regionName: regions.name,
    })
    .from(accounts)
    .innerJoin(
      memberships,
      and(eq(memberships.accountId, accounts.id), isNull(memberships.endedAt)),
    )
    .leftJoin(enterprises, eq(enterprises.uscc, memberships.uscc))
    .leftJoin(institutions, eq(institutions.id, memberships.institutionId))
    .leftJoin(regions, eq(regions.code, memberships.regionCode))
    .leftJoin(departments, eq(departments.id, memberships.departmentId))
    .where(eq(accounts.id, session.accountId));
  if (!row || passwordMark(row.passwordHash) !== session.passwordMark) return null;

  const person = {
    accountId: row.accountId,
    loginName: row.loginName,
    displayName: row.displayName,
  };
  if (row.role === "enterprise" && row.uscc) {
    return {
      ...person,
      role: row.role,
      uscc: row.uscc,
      organisationName: row.enterpriseName ?? "",
    };
  }
  if (row.role === "loan_officer" && row.institutionId) {
    const organisationName = row.institutionName ?? "";
    return { ...person, role: row.role, institutionId: row.institutionId, organisationName };
  }
  if (row.role === "regulator" && row.regionCode) {
    const organisationName = `${row.regionName ?? ""}监管部门`;
    return { ...person, role: row.role, regionCode: row.regionCode, organisationName };
  }
  if (row.role === "department" && row.departmentId) {
    const organisationName = row.departmentName ?? "";
    return { ...person, role: row.role, departmentId: row.departmentId, organisationName };
  }
  return row.role === "operator"
    ? { ...person, role: row.role, organisationName: "信桥平台运营" }
    : null;
}

export type SignIn =
  (SignedIn & Readonly<{ verdict: "right"; displayName: string }>) | Readonly<{ verdict: "wrong" }>;

/** Checks name and password. An unknown name, a locked account and a wrong password look and take the same. */
export async function signIn(
  db: Db,
  loginName: string,
  password: string,
  now: Date,
): Promise<SignIn> {
  const which = eq(accounts.loginName, loginName);
  const checked = await checkPassword(db, which, "sign_in", password, now);
  if (checked.verdict !== "right") return { verdict: "wrong" };
  const { id, displayName, passwordHash } = checked.account;
  return {
    verdict: "right",
    accountId: id,
    displayName,
    passwordMark: passwordMark(passwordHash),
  };
}

type NewAccount = Readonly<{
  loginName: string;
  displayName: string;
  passwordHash: string;
  signingPasswordHash: string;
  uscc: string;
  /** In which capacity the person was verified to sign for the enterprise, and when. */
  signerCapacity: SignerCapacity;
  verifiedAt: Date;
}>;

/**
 * An account that acts for an enterprise. The unique indexes decide between two who register at once.
 * It takes hashes rather than passwords, so that no transaction stays open while they are computed.
 */
export async function createEnterpriseAccount(db: Db, account: NewAccount): Promise<string> {
  const id = newId();
  const [created] = await db
    .insert(accounts)
    .values({
      id,
      loginName: account.loginName,
      displayName: account.displayName,
      passwordHash: account.passwordHash,
      signingPasswordHash: account.signingPasswordHash,
    })
    .onConflictDoNothing({ target: accounts.loginName })
    .returning({ id: accounts.id });
  if (!created) {
    const message = "该手机号码已注册账号，请直接登录，或换一个手机号码。";
    throw new Refusal("conflict", "identity.login_name_taken", message, {
      fields: [{ path: "phone", message }],
    });
  }
  const joined = await db
    .insert(memberships)
    .values({
      id: newId(),
      accountId: id,
      role: "enterprise",
      uscc: account.uscc,
      signerCapacity: account.signerCapacity,
      verifiedAt: account.verifiedAt,
    })
    .onConflictDoNothing()
    .returning({ id: memberships.id });
  if (joined.length === 0) {
    const message = "该企业已有注册账号。如非本企业人员注册，请联系平台运营处理。";
    throw new Refusal("conflict", "identity.enterprise_taken", message, {
      fields: [{ path: "uscc", message }],
    });
  }
  return id;
}
