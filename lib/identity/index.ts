import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { accounts, memberships } from "#db/schema/identity.ts";
import { enterprises, institutions, regions } from "#db/schema/registry.ts";
import type { Actor } from "../access/model.ts";
import { newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { checkPassword, hashPassword, type PasswordVerdict } from "./passwords.ts";

export { confirmSigning, hashPassword } from "./passwords.ts";

/** Who an account acts as at this moment; null when it has no live membership any more. */
export async function loadActor(db: Db, accountId: string): Promise<Actor | null> {
  const [row] = await db
    .select({
      accountId: accounts.id,
      loginName: accounts.loginName,
      displayName: accounts.displayName,
      role: memberships.role,
      uscc: memberships.uscc,
      institutionId: memberships.institutionId,
      regionCode: memberships.regionCode,
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
    .where(eq(accounts.id, accountId));
  if (!row) return null;

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
  return row.role === "operator"
    ? { ...person, role: row.role, organisationName: "信桥平台运营" }
    : null;
}

export type SignIn =
  | Readonly<{ verdict: "right"; accountId: string; displayName: string }>
  | Readonly<{ verdict: Exclude<PasswordVerdict, "right"> }>;

/** Checks name and password. An unknown name and a wrong password look and take the same. */
export async function signIn(
  db: Db,
  loginName: string,
  password: string,
  now: Date,
): Promise<SignIn> {
  const [account] = await db
    .select({ id: accounts.id, displayName: accounts.displayName })
    .from(accounts)
    .where(eq(accounts.loginName, loginName));
  const verdict = await checkPassword(db, account?.id ?? null, "sign_in", password, now);
  if (verdict !== "right" || !account)
    return { verdict: verdict === "locked" ? "locked" : "wrong" };
  return { verdict, accountId: account.id, displayName: account.displayName };
}

type NewAccount = Readonly<{
  loginName: string;
  displayName: string;
  password: string;
  signingPassword: string;
  uscc: string;
}>;

/** An account that acts for an enterprise. The unique indexes decide between two who register at once. */
export async function createEnterpriseAccount(db: Db, account: NewAccount): Promise<string> {
  const id = newId();
  const [created] = await db
    .insert(accounts)
    .values({
      id,
      loginName: account.loginName,
      displayName: account.displayName,
      passwordHash: await hashPassword(account.password),
      signingPasswordHash: await hashPassword(account.signingPassword),
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
    .values({ id: newId(), accountId: id, role: "enterprise", uscc: account.uscc })
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
