import { createHash } from "node:crypto";
import { itemIds, itemOf } from "#lib/intake/catalogue.ts";
import { addDays, dayOf, startOfDay, timeText } from "#lib/kernel/calendar.ts";
import type { PastApplication, World, WorldAccount, WorldEnterprise } from "./model.ts";
import { at, Random } from "./random.ts";

export type AuthorisationRow = Readonly<{
  id: string;
  uscc: string;
  institution_id: string | null;
  items: readonly string[];
  stage: "before_loan" | "platform";
  maximum_queries: number;
  used_queries: number;
  starts_at: Date;
  ends_at: Date;
  created_at: Date;
  signed_by: string;
  signed_at: Date;
  document: string;
  document_hash: string;
  signature: string;
  status: "agreed";
  number: string;
}>;

type Terms = Omit<
  AuthorisationRow,
  "document" | "document_hash" | "signature" | "status" | "number"
>;
type Parties = Readonly<{ enterprise: string; grantee: string }>;

const PLATFORM_DAYS = 3 * 365;
const PLATFORM_QUERIES = 1_000_000;
const MINUTE = 60_000;

/** All authorisations of the world in the order they were signed, numbered and signed by the platform. */
export function makeAuthorisations(
  world: World,
  accountOf: ReadonlyMap<number, WorldAccount>,
  sign: (document: string) => string,
): readonly AuthorisationRow[] {
  const drafts = [
    ...[...accountOf].map(([index, account]) =>
      platformTerms(world, at(world.enterprises, index), account),
    ),
    ...world.applications.map((application) => lendingTerms(world, application, accountOf)),
  ];
  drafts.sort((one, other) => one.terms.signed_at.getTime() - other.terms.signed_at.getTime());
  return drafts.map(({ terms, parties }, place) => {
    const number = numbered("SQ", terms.signed_at, place + 1);
    const document = documentOf(number, terms, parties);
    const document_hash = createHash("sha256").update(document, "utf8").digest("hex");
    return {
      ...terms,
      number,
      document,
      document_hash,
      signature: sign(document),
      status: "agreed",
    };
  });
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
    stage: "platform",
    maximum_queries: PLATFORM_QUERIES,
    used_queries: 0,
    starts_at: account.createdAt,
    ends_at: startOfDay(addDays(dayOf(account.createdAt), PLATFORM_DAYS)),
    created_at: account.createdAt,
    signed_by: account.id,
    signed_at: account.createdAt,
  };
  return { terms, parties: { enterprise: enterprise.name, grantee: "信桥融资信用服务平台" } };
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
    items: application.product.requiredItems,
    stage: "before_loan",
    maximum_queries: application.usedQueries + random.whole(2, 7),
    used_queries: application.usedQueries,
    starts_at: signedAt,
    ends_at: startOfDay(addDays(dayOf(signedAt), days + 1)),
    created_at: new Date(signedAt.getTime() - random.between(0.5, 3) * MINUTE),
    signed_by: account.id,
    signed_at: signedAt,
  };
  return { terms, parties: { enterprise: enterprise.name, grantee: institution.name } };
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
    `被授权方：${grantee}`,
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
