import { artefactText, PLATFORM_NAME } from "#lib/consent/artefact.ts";
import { purposeOf, type PurposeCode } from "#lib/consent/purposes.ts";
import { itemIds, itemOf } from "#lib/intake/catalogue.ts";
import { addDays, dayOf, startOfDay, timeText } from "#lib/kernel/calendar.ts";
import { sha256, sm3, type Signature } from "#lib/kernel/signing.ts";
import type { PastApplication, World, WorldAccount, WorldEnterprise } from "./model.ts";
import { at, Random } from "./random.ts";

/** Signs the bytes of an artefact. */
export type Sign = (bytes: Uint8Array) => Signature;

export type AuthorisationRow = Readonly<{
  id: string;
  uscc: string;
  institution_id: string | null;
  items: readonly string[];
  purpose: PurposeCode;
  stage: "before_loan" | "platform";
  maximum_queries: number;
  used_queries: number;
  frequency_times: number | null;
  frequency_unit: "day" | "month" | null;
  window_used: number;
  look_back_months: number;
  data_life_days: number;
  starts_at: Date;
  ends_at: Date;
  created_at: Date;
  signed_by: string;
  signed_at: Date;
  signer_capacity: "legal_representative";
  artefact: string;
  artefact_hash: string;
  signature: string;
  signature_algorithm: Signature["algorithm"];
  signature_key_id: string;
  status: "agreed" | "expired";
  status_at: Date;
  status_reason: string;
  number: string;
}>;

export type DocumentRow = Readonly<{
  authorisation_id: string;
  sha256: string;
  sm3: string;
  media_type: "text/plain";
  /** `\x` and hex, as PostgreSQL reads bytea. */
  content: string;
  prepared_at: Date;
}>;

type Terms = Pick<
  AuthorisationRow,
  | "id"
  | "uscc"
  | "institution_id"
  | "items"
  | "purpose"
  | "stage"
  | "maximum_queries"
  | "used_queries"
  | "data_life_days"
  | "starts_at"
  | "ends_at"
  | "created_at"
  | "signed_by"
  | "signed_at"
>;
type Parties = Readonly<{
  enterprise: string;
  grantee: Readonly<{ id: string | null; uscc: string | null; name: string }>;
  signer: string;
}>;

const PLATFORM_DAYS = purposeOf("platform_processing").maximumDays - 1;
const PLATFORM_QUERIES = purposeOf("platform_processing").maximumQueries;
const DATA_LIFE_DAYS = 180;
const MINUTE = 60_000;

/** All authorisations of the world in the order they were signed, numbered and signed by the platform. */
export function makeAuthorisations(
  world: World,
  accountOf: ReadonlyMap<number, WorldAccount>,
  sign: Sign,
): Readonly<{ rows: readonly AuthorisationRow[]; documents: readonly DocumentRow[] }> {
  const drafts = [
    ...[...accountOf].map(([index, account]) =>
      platformTerms(world, at(world.enterprises, index), account),
    ),
    ...world.applications.map((application) => lendingTerms(world, application, accountOf)),
  ];
  drafts.sort((one, other) => one.terms.signed_at.getTime() - other.terms.signed_at.getTime());
  const made = drafts.map(({ terms, parties }, place) =>
    signed(numbered("SQ", terms.signed_at, place + 1), terms, parties, sign, world.plan.now),
  );
  return { rows: made.map(({ row }) => row), documents: made.map(({ document }) => document) };
}

function signed(number: string, terms: Terms, parties: Parties, sign: Sign, now: Date) {
  const purpose = purposeOf(terms.purpose);
  const content = Buffer.from(documentOf(number, terms, parties), "utf8");
  const hashes = { sha256: sha256(content), sm3: sm3(content) };
  const artefact = artefactText({
    version: 1,
    number,
    enterprise: { uscc: terms.uscc, name: parties.enterprise },
    grantee: parties.grantee,
    items: [...terms.items],
    purpose: terms.purpose,
    stage: terms.stage,
    maximumQueries: terms.maximum_queries,
    frequency: purpose.frequency,
    lookBackMonths: purpose.maximumLookBackMonths,
    dataLifeDays: terms.data_life_days,
    startsAt: terms.starts_at.toISOString(),
    endsAt: terms.ends_at.toISOString(),
    signer: {
      accountId: terms.signed_by,
      name: parties.signer,
      capacity: "legal_representative",
      verifiedAt: terms.created_at.toISOString(),
    },
    confirmedBy: "signing_password",
    document: { mediaType: "text/plain", ...hashes },
    preparedAt: terms.created_at.toISOString(),
    validateUrl: "/verify",
  });
  const signature = sign(Buffer.from(artefact, "utf8"));
  const over = terms.ends_at <= now;
  const row: AuthorisationRow = {
    ...terms,
    number,
    frequency_times: purpose.frequency?.times ?? null,
    frequency_unit: purpose.frequency?.unit ?? null,
    window_used: 0,
    look_back_months: purpose.maximumLookBackMonths,
    signer_capacity: "legal_representative",
    artefact,
    artefact_hash: sha256(artefact),
    signature: signature.value,
    signature_algorithm: signature.algorithm,
    signature_key_id: signature.keyId,
    status: over ? "expired" : "agreed",
    status_at: over ? terms.ends_at : terms.signed_at,
    status_reason: over ? "授权期限届满" : "企业签署",
  };
  const document: DocumentRow = {
    authorisation_id: terms.id,
    ...hashes,
    media_type: "text/plain",
    content: `\\x${content.toString("hex")}`,
    prepared_at: terms.created_at,
  };
  return { row, document };
}

/** A number that people read: `SQ-2026-000123`, counted over all years. */
export const numbered = (prefix: string, instant: Date, place: number): string =>
  `${prefix}-${dayOf(instant).slice(0, 4)}-${String(place).padStart(6, "0")}`;

function platformTerms(world: World, enterprise: WorldEnterprise, account: WorldAccount) {
  const random = new Random(`world/${world.plan.seed}/platform/${enterprise.index}`);
  const terms: Terms = {
    id: random.uuid(account.createdAt),
    uscc: enterprise.uscc,
    institution_id: null,
    items: itemIds.filter((id) => itemOf(id).sharing !== "public").sort(),
    purpose: "platform_processing",
    stage: "platform",
    maximum_queries: PLATFORM_QUERIES,
    used_queries: 0,
    data_life_days: purposeOf("platform_processing").maximumDataLifeDays,
    starts_at: account.createdAt,
    ends_at: startOfDay(addDays(dayOf(account.createdAt), PLATFORM_DAYS)),
    created_at: account.createdAt,
    signed_by: account.id,
    signed_at: account.createdAt,
  };
  const grantee = { id: null, uscc: null, name: PLATFORM_NAME };
  return { terms, parties: { enterprise: enterprise.name, grantee, signer: account.displayName } };
}

function lendingTerms(
  world: World,
  application: PastApplication,
  accountOf: ReadonlyMap<number, WorldAccount>,
) {
  const random = new Random(`world/${world.plan.seed}/authorisation/${application.id}`);
  const enterprise = at(world.enterprises, application.demand.enterprise);
  const institution = at(world.institutions, application.product.institution);
  const account = accountOf.get(enterprise.index);
  if (!account) throw new Error(`an applicant without an account: ${enterprise.uscc}`);
  const signedAt = new Date(application.events[0].at.getTime() - random.between(1, 5) * MINUTE);
  const days = isOpen(application) ? 90 : random.pick([30, 60, 90]);
  const terms: Terms = {
    id: application.authorisationId,
    uscc: enterprise.uscc,
    institution_id: institution.id,
    items: [...application.product.requiredItems].sort(),
    purpose: "credit_review",
    stage: "before_loan",
    maximum_queries: application.usedQueries + random.whole(2, 7),
    used_queries: application.usedQueries,
    data_life_days: DATA_LIFE_DAYS,
    starts_at: signedAt,
    ends_at: startOfDay(addDays(dayOf(signedAt), days + 1)),
    created_at: new Date(signedAt.getTime() - random.between(0.5, 3) * MINUTE),
    signed_by: account.id,
    signed_at: signedAt,
  };
  const grantee = { id: institution.id, uscc: institution.uscc, name: institution.name };
  return { terms, parties: { enterprise: enterprise.name, grantee, signer: account.displayName } };
}

const openStates = new Set(["submitted", "accepted", "granted", "contracted"]);
export const isOpen = ({ events }: PastApplication): boolean =>
  openStates.has(at(events, events.length - 1).state);

/** Short, and honest about what it is: nobody ever read this one. */
function documentOf(number: string, terms: Terms, { enterprise, grantee }: Parties): string {
  return [
    "信息查询授权书（合成历史数据）",
    `编号：${number}`,
    `授权方：${enterprise}（${terms.uscc}）`,
    `被授权方：${grantee.name}`,
    `数据项：${terms.items.map((id) => nameOf(id)).join("、")}`,
    `查询次数上限：${terms.maximum_queries}`,
    `期限：${timeText(terms.starts_at)} 至 ${timeText(terms.ends_at)}`,
    "说明：本授权书由示例数据生成程序写成，不代表任何真实企业的意思表示。",
    "",
  ].join("\n");
}

const names = new Map<string, string>(itemIds.map((id) => [id, itemOf(id).name]));
const nameOf = (id: string): string => names.get(id) ?? id;

export type AccessRow = Readonly<{
  uscc: string;
  at: Date;
  account_id: string;
  institution_id: string;
  authorisation_id: string;
  application_id: string;
  stage: "before_loan";
  purpose: string;
  items: readonly string[];
  verdict: "granted";
}>;

/** The log lines of the queries that the authorisations say were used, in the order of their time. */
export function makeAccessLog(
  world: World,
  officerOf: ReadonlyMap<number, WorldAccount>,
  numberOf: ReadonlyMap<string, string>,
): readonly AccessRow[] {
  const shared = itemIds.filter((id) => itemOf(id).sharing === "public");
  const rows = world.applications.flatMap((application): AccessRow[] => {
    const { events, product, usedQueries, demand } = application;
    const accepted = events.find(({ payload }) => payload.kind === "accept");
    if (!accepted || usedQueries === 0) return [];
    const random = new Random(`world/${world.plan.seed}/access/${application.id}`);
    const next = events[events.indexOf(accepted) + 1]?.at ?? world.plan.now;
    // Officers look soon after they have accepted, and before they decide.
    const until = Math.min(next.getTime() - accepted.at.getTime(), 8 * 60 * MINUTE);
    const officer = officerOf.get(product.institution);
    if (!officer) throw new Error(`an institution without an officer: ${product.institution}`);
    return Array.from({ length: usedQueries }, () => ({
      uscc: at(world.enterprises, demand.enterprise).uscc,
      at: new Date(accepted.at.getTime() + until * random.between(0.02, 0.98)),
      account_id: officer.id,
      institution_id: at(world.institutions, product.institution).id,
      authorisation_id: application.authorisationId,
      application_id: application.id,
      stage: "before_loan",
      purpose: `贷前审查 · 申请 ${numberOf.get(application.id) ?? ""}（合成历史数据）`,
      items: [...product.requiredItems, ...shared].sort(),
      verdict: "granted",
    }));
  });
  return rows.sort((one, other) => one.at.getTime() - other.at.getTime());
}
