import type { Sql } from "#db/client.ts";
import { makeUscc } from "../kernel/uscc.ts";
import { newId } from "../kernel/ids.ts";
import type { ActorOf } from "../access/model.ts";

/** Builders of subjects and people for tests, written as the owner. Every call makes a new one. */

let serial = 1;

export async function anEnterprise(
  sql: Sql,
  parts: { name?: string; observedOn?: string; legalRepresentative?: string } = {},
) {
  const uscc = makeUscc("91520100", 70_000_000 + serial++);
  await sql`
    insert into registry.enterprise (uscc, name, legal_representative, region_code, industry_code, size_class, established_on, status, observed_on)
    values (${uscc}, ${parts.name ?? `测试示例企业${serial}`}, ${parts.legalRepresentative ?? null}, '520100', 'C13', 'small', '2015-06-01', 'operating', ${parts.observedOn ?? null})`;
  return { uscc };
}

export async function anInstitution(sql: Sql, name = `测试示例银行${serial}`) {
  const id = newId();
  await sql`
    insert into registry.institution (id, uscc, name, short_name, kind, joined_on)
    values (${id}, ${makeUscc("91520100", 80_000_000 + serial++)}, ${name}, ${name}, 'city_bank', '2024-01-01')`;
  return { id, name };
}

type Belonging = Readonly<{ uscc?: string; institutionId?: string; regionCode?: string }>;

async function anAccount(
  sql: Sql,
  role: string,
  belongs: Belonging,
  hashes: { password?: string; signing?: string } = {},
) {
  const accountId = newId();
  const loginName = `test-${serial++}-${accountId.slice(0, 8)}`;
  await sql`
    insert into identity.account (id, login_name, display_name, password_hash, signing_password_hash)
    values (${accountId}, ${loginName}, '测试人员', ${hashes.password ?? "no password"}, ${hashes.signing ?? "no password"})`;
  await sql`
    insert into identity.membership (id, account_id, role, uscc, institution_id, region_code)
    values (${newId()}, ${accountId}, ${role}, ${belongs.uscc ?? null}, ${belongs.institutionId ?? null}, ${belongs.regionCode ?? null})`;
  return { accountId, displayName: "测试人员", loginName, organisationName: "测试机构" };
}

export async function anEnterprisePerson(
  sql: Sql,
  uscc: string,
  hashes = {},
): Promise<ActorOf<"enterprise">> {
  return { ...(await anAccount(sql, "enterprise", { uscc }, hashes)), role: "enterprise", uscc };
}

export async function anOfficer(sql: Sql, institutionId: string): Promise<ActorOf<"loan_officer">> {
  return {
    ...(await anAccount(sql, "loan_officer", { institutionId })),
    role: "loan_officer",
    institutionId,
  };
}

export async function aRegulator(sql: Sql, regionCode = "520000"): Promise<ActorOf<"regulator">> {
  return { ...(await anAccount(sql, "regulator", { regionCode })), role: "regulator", regionCode };
}

export async function anOperator(sql: Sql): Promise<ActorOf<"operator">> {
  return { ...(await anAccount(sql, "operator", {})), role: "operator" };
}

type AuthorisationParts = Readonly<{
  uscc: string;
  institutionId: string | null;
  signedBy: string;
  items?: readonly string[];
  stage?: string;
  maximumQueries?: number;
  usedQueries?: number;
  startsAt?: Date;
  endsAt?: Date;
  withdrawnAt?: Date;
}>;

const DAY_MS = 86_400_000;

/** A signed authorisation, in force from yesterday for thirty days unless told otherwise. */
export async function anAuthorisation(sql: Sql, parts: AuthorisationParts): Promise<string> {
  const id = newId();
  const signedAt = parts.startsAt ?? new Date(Date.now() - DAY_MS);
  await sql`
    insert into consent.authorisation ${sql({
      id,
      number: `SQ-TEST-${serial++}-${id.slice(0, 8)}`,
      uscc: parts.uscc,
      institution_id: parts.institutionId,
      items: [...(parts.items ?? ["vat_declaration"])],
      stage: parts.stage ?? "before_loan",
      maximum_queries: parts.maximumQueries ?? 5,
      used_queries: parts.usedQueries ?? 0,
      starts_at: signedAt,
      ends_at: parts.endsAt ?? new Date(Date.now() + 30 * DAY_MS),
      signed_by: parts.signedBy,
      signed_at: signedAt,
      document: "测试授权书",
      document_hash: "0".repeat(64),
      signature: "for tests",
      status: parts.withdrawnAt ? "withdrawn" : "agreed",
      withdrawn_at: parts.withdrawnAt ?? null,
    })}`;
  return id;
}
