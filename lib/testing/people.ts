import { randomInt } from "node:crypto";
import type { Sql } from "#db/client.ts";
import { makeUscc } from "../kernel/uscc.ts";
import { newId } from "../kernel/ids.ts";
import type { ActorOf } from "../access/model.ts";
import { artefactText } from "../consent/artefact.ts";
import { platformSigner } from "../consent/index.ts";
import type { AuthorisationStage, AuthorisationStatus } from "../consent/model.ts";
import { purposes } from "../consent/purposes.ts";
import { sha256, sm3 } from "../kernel/signing.ts";

/** Builders of subjects and people for tests, written as the owner. Every call makes a new one. */

// Begins anywhere, since several runs may write into one database.
let serial = randomInt(1, 5_000_000);

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

type Belonging = Readonly<{
  uscc?: string;
  institutionId?: string;
  regionCode?: string;
  departmentId?: string;
}>;

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
    insert into identity.membership (id, account_id, role, uscc, institution_id, region_code, department_id, signer_capacity, verified_at)
    values (${newId()}, ${accountId}, ${role}, ${belongs.uscc ?? null}, ${belongs.institutionId ?? null}, ${belongs.regionCode ?? null},
      ${belongs.departmentId ?? null}, ${belongs.uscc ? "legal_representative" : null}, ${belongs.uscc ? new Date() : null})`;
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

export async function aDepartmentPerson(
  sql: Sql,
  departmentId = "tax",
): Promise<ActorOf<"department">> {
  return {
    ...(await anAccount(sql, "department", { departmentId })),
    role: "department",
    departmentId,
  };
}

export type AuthorisationParts = Readonly<{
  uscc: string;
  institutionId: string | null;
  signedBy: string;
  items?: readonly string[];
  stage?: AuthorisationStage;
  purpose?: string;
  maximumQueries?: number;
  usedQueries?: number;
  frequency?: Readonly<{ times: number; unit: "day" | "month" }> | null;
  lookBackMonths?: number;
  dataLifeDays?: number;
  startsAt?: Date;
  endsAt?: Date;
  status?: AuthorisationStatus;
  withdrawnAt?: Date;
}>;

const DAY_MS = 86_400_000;
const purposeOfStage: Readonly<Record<string, string>> = {
  before_loan: "credit_review",
  during_loan: "disbursement_review",
  after_loan: "post_loan_monitoring",
  platform: "platform_processing",
};

/**
 * A signed authorisation, in force from yesterday for thirty days unless told otherwise: with a
 * document, an artefact and a signature that hold, since the gate asks for all three.
 */
export async function anAuthorisation(sql: Sql, parts: AuthorisationParts): Promise<string> {
  const id = newId();
  const stage = parts.stage ?? "before_loan";
  const purpose = parts.purpose ?? purposeOfStage[stage] ?? "credit_review";
  const cap = purposes.find(({ code }) => code === purpose);
  const startsAt = parts.startsAt ?? new Date(Date.now() - DAY_MS);
  const endsAt = parts.endsAt ?? new Date(Math.max(startsAt.getTime(), Date.now()) + 30 * DAY_MS);
  const status = parts.status ?? (parts.withdrawnAt ? "withdrawn" : "agreed");
  const content = Buffer.from(`测试授权书 ${id}`, "utf8");
  const terms = {
    number: `SQ-TEST-${serial++}-${id.slice(0, 8)}`,
    items: [...(parts.items ?? ["vat_declaration"])].sort(),
    purpose,
    stage,
    maximumQueries: parts.maximumQueries ?? 5,
    frequency: parts.frequency === undefined ? (cap?.frequency ?? null) : parts.frequency,
    lookBackMonths: parts.lookBackMonths ?? cap?.maximumLookBackMonths ?? 36,
    dataLifeDays: parts.dataLifeDays ?? 90,
  };
  const artefact = artefactText({
    ...terms,
    version: 1,
    enterprise: { uscc: parts.uscc, name: "测试企业" },
    grantee: { id: parts.institutionId, uscc: null, name: "测试银行" },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    signer: {
      accountId: parts.signedBy,
      name: "测试人员",
      capacity: "legal_representative",
      verifiedAt: startsAt.toISOString(),
    },
    confirmedBy: "signing_password",
    document: { mediaType: "text/plain", sha256: sha256(content), sm3: sm3(content) },
    preparedAt: startsAt.toISOString(),
    validateUrl: "http://localhost/verify",
  });
  const signature = platformSigner().sign(Buffer.from(artefact, "utf8"));
  await sql.begin(async (tx) => {
    await tx`
      insert into consent.authorisation ${tx({
        id,
        number: terms.number,
        uscc: parts.uscc,
        institution_id: parts.institutionId,
        items: terms.items,
        purpose,
        stage,
        maximum_queries: terms.maximumQueries,
        used_queries: parts.usedQueries ?? 0,
        frequency_times: terms.frequency?.times ?? null,
        frequency_unit: terms.frequency?.unit ?? null,
        look_back_months: terms.lookBackMonths,
        data_life_days: terms.dataLifeDays,
        starts_at: startsAt,
        ends_at: endsAt,
        signed_by: parts.signedBy,
        signed_at: startsAt,
        signer_capacity: "legal_representative",
        artefact,
        artefact_hash: sha256(artefact),
        signature: signature.value,
        signature_algorithm: signature.algorithm,
        signature_key_id: signature.keyId,
        status,
        status_at: parts.withdrawnAt ?? startsAt,
        status_by: parts.signedBy,
        status_reason: "测试",
        withdrawn_at: parts.withdrawnAt ?? null,
      })}`;
    await tx`
      insert into consent.document (authorisation_id, sha256, sm3, media_type, content, prepared_at)
      values (${id}, ${sha256(content)}, ${sm3(content)}, 'text/plain', ${content}, ${startsAt})`;
  });
  return id;
}
