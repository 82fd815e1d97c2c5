import { createHash } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Sql, TransactionSql } from "postgres";
import { makeAccessLog, makeAuthorisations, numbered, type Sign } from "./authorisations.ts";
import { makeDrafts } from "./drafts.ts";
import type { World, WorldAccount } from "./model.ts";
import { sealedColumns, type Seal } from "./personal.ts";
import { at, Random } from "./random.ts";

type Connection = Sql | TransactionSql;
const PORTION = 2000;

/** Inserts rows whose keys are the table's column names; the table's own types read them. */
async function insertRows(
  sql: Connection,
  table: string,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += PORTION) {
    const portion = rows.slice(from, from + PORTION);
    const columns = Object.keys(at(portion, 0)).join(", ");
    await sql.unsafe(
      `insert into ${table} (${columns})
       select ${columns} from jsonb_populate_recordset(null::${table}, $1::text::jsonb) on conflict do nothing`,
      [JSON.stringify(portion)],
    );
  }
}

/**
 * The enterprises as they stand in the market registry; credit data can speak of them from now on.
 * Without a seal no personal data is written: nowhere does it stand in the clear.
 */
export async function storeEnterprises(
  sql: Connection,
  { enterprises, accounts, plan }: World,
  seal: Seal | null,
) {
  const since = new Map(accounts.map(({ enterprise, createdAt }) => [enterprise, createdAt]));
  await insertRows(
    sql,
    "registry.enterprise",
    enterprises.map((one) => ({
      uscc: one.uscc,
      name: one.name,
      legal_representative: one.legalRepresentative,
      ...sealedColumns(one, seal),
      region_code: one.regionCode,
      industry_code: one.industry.code,
      size_class: one.sizeClass,
      established_on: one.establishedOn,
      registered_capital_fen: one.registeredCapitalFen,
      status: one.status,
      registered_at: since.get(one.index) ?? plan.now,
    })),
  );
}

/** Institutions, products, people and the past, in the order that their references need. */
export async function storeMarket(sql: TransactionSql, world: World, sign: Sign): Promise<void> {
  const accountOf = byNumber(world.accounts, ({ enterprise }) => enterprise);
  const officerOf = byNumber(world.accounts, ({ institution }) => institution);
  await insertRows(
    sql,
    "registry.institution",
    world.institutions.map(({ shortName, joinedOn, ...one }) => ({
      ...one,
      short_name: shortName,
      joined_on: joinedOn,
    })),
  );
  await storeAccounts(sql, world);
  await storeProducts(sql, world);
  const { drafts, events } = makeDrafts(world);
  if (drafts.length > 0) {
    await insertRows(sql, "products.draft", drafts);
    await insertRows(sql, "products.draft_event", events);
  }
  const authorisations = makeAuthorisations(world, accountOf, sign);
  await insertRows(sql, "consent.authorisation", authorisations.rows);
  await insertRows(sql, "consent.document", authorisations.documents);
  const demands = await storeDemands(sql, world, accountOf);
  const numbers = await storeApplications(sql, world, accountOf, officerOf);
  await logAccess(sql, makeAccessLog(world, officerOf, numbers));
  await advance(sql, "consent.authorisation_number", authorisations.rows.length);
  await advance(sql, "matching.demand_number", demands);
  await advance(sql, "lending.application_number", numbers.size);
}

/**
 * The looks of the past, written by the gate's own function, so that they stand in the enterprises'
 * chains like any other; and what is still within its data life is held by the institutions.
 */
async function logAccess(sql: TransactionSql, rows: ReturnType<typeof makeAccessLog>) {
  for (let from = 0; from < rows.length; from += PORTION) {
    await sql`
      select credit.log_access(r.uscc, r.at, r.account_id, r.institution_id, r.authorisation_id, r.application_id, r.stage,
        'credit_review', r.purpose, r.items, null, r.verdict, null)
      from json_to_recordset(${JSON.stringify(rows.slice(from, from + PORTION))}::text::json)
        as r (uscc text, at timestamptz, account_id uuid, institution_id uuid, authorisation_id uuid, application_id uuid,
          stage text, purpose text, items text[], verdict text)`;
  }
  await sql`
    insert into consent.disclosure (uscc, access_id, institution_id, authorisation_id, application_id, at, keep_until)
    select l.uscc, l.id, l.institution_id, l.authorisation_id, l.application_id, l.at, l.at + make_interval(days => a.data_life_days)
    from consent.access_log l join consent.authorisation a on a.id = l.authorisation_id
    where l.verdict = 'granted' and l.institution_id is not null and l.at + make_interval(days => a.data_life_days) > now()
    on conflict do nothing`;
}

/** Of several people with one number the first: the one who did what is told of the past. */
function byNumber(
  accounts: readonly WorldAccount[],
  numberOf: (account: WorldAccount) => number | null,
): ReadonlyMap<number, WorldAccount> {
  return new Map(
    accounts.toReversed().flatMap((account): [number, WorldAccount][] => {
      const number = numberOf(account);
      return number === null ? [] : [[number, account]];
    }),
  );
}

async function storeAccounts(
  sql: TransactionSql,
  { accounts, plan, enterprises, institutions }: World,
) {
  const rows = await Promise.all(
    accounts.map(async (account) => ({
      id: account.id,
      login_name: account.loginName,
      display_name: account.displayName,
      password_hash: await hashOf(plan.seed, account, "signIn"),
      signing_password_hash: await hashOf(plan.seed, account, "signing"),
      failed_sign_ins: 0,
      failed_signings: 0,
      created_at: account.createdAt,
    })),
  );
  await insertRows(sql, "identity.account", rows);
  await insertRows(
    sql,
    "identity.membership",
    accounts.map((account) => ({
      id: new Random(`world/${plan.seed}/membership/${account.id}`).uuid(account.createdAt),
      account_id: account.id,
      role: account.role,
      uscc: account.enterprise === null ? null : at(enterprises, account.enterprise).uscc,
      institution_id:
        account.institution === null ? null : at(institutions, account.institution).id,
      region_code: account.regionCode,
      department_id: account.departmentId,
      signer_capacity: account.enterprise === null ? null : "legal_representative",
      verified_at: account.enterprise === null ? null : account.createdAt,
    })),
  );
}

/**
 * The demonstration's passwords are published, so their salt may follow from the seed. The others get
 * a hash that no password is known for: nobody can sign in as an enterprise of the past.
 */
function hashOf(seed: number, account: WorldAccount, purpose: "signIn" | "signing") {
  const label = `world/${seed}/${account.loginName}/${purpose}`;
  const salt = createHash("sha256").update(label).digest().subarray(0, 16);
  if (account.passwords) return hash(account.passwords[purpose], { salt });
  const text = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");
  const output = new Random(label).bytes(32);
  return `$argon2id$v=19$m=19456,t=2,p=1$${text(salt)}$${text(output)}`;
}

async function storeProducts(sql: TransactionSql, { products, institutions }: World) {
  await insertRows(
    sql,
    "products.product",
    products.map(({ id, name, institution }) => ({
      id,
      name,
      institution_id: at(institutions, institution).id,
    })),
  );
  await insertRows(
    sql,
    "products.product_version",
    products.map((one) => ({
      id: one.versionId,
      product_id: one.id,
      version: 1,
      kind: one.offer,
      summary: one.summary,
      approval_mode: one.guaranteeKind === "credit" ? "online" : "mixed",
      minimum_amount_fen: one.amountFen[0],
      maximum_amount_fen: one.amountFen[1],
      minimum_term_months: one.termMonths[0],
      maximum_term_months: one.termMonths[1],
      minimum_rate_bps: one.rateBps[0],
      maximum_rate_bps: one.rateBps[1],
      price_bands: one.priceBands,
      guarantee_kinds: [one.guaranteeKind],
      repayment_kinds: one.repaymentKinds,
      region_codes: one.regionCodes,
      industry_codes: [],
      materials: one.materials,
      promised_days: one.promisedDays,
      weekly_capacity: one.weeklyCapacity,
      policy_based: one.policyBased,
      rules: one.rules,
      required_items: one.requiredItems,
      published_at: one.publishedAt,
    })),
  );
}

async function storeDemands(
  sql: TransactionSql,
  { applications, enterprises }: World,
  accountOf: ReadonlyMap<number, WorldAccount>,
): Promise<number> {
  const demands = [...new Map(applications.map(({ demand }) => [demand.id, demand])).values()];
  demands.sort((one, other) => one.postedAt.getTime() - other.postedAt.getTime());
  await insertRows(
    sql,
    "matching.demand",
    demands.map((one, place) => ({
      id: one.id,
      number: numbered("XQ", one.postedAt, place + 1),
      uscc: at(enterprises, one.enterprise).uscc,
      amount_fen: one.amountFen,
      term_months: one.termMonths,
      maximum_rate_bps: one.maximumRateBps,
      purpose: one.purpose,
      guarantee_kind: one.guaranteeKind,
      status: one.closedAt === null ? "open" : "closed",
      posted_by: accountOf.get(one.enterprise)?.id,
      posted_at: one.postedAt,
      closed_at: one.closedAt,
      idempotency_key: one.idempotencyKey,
    })),
  );
  return demands.length;
}

/** Applications and their events; returns each application's number. */
async function storeApplications(
  sql: TransactionSql,
  { applications, enterprises, institutions }: World,
  accountOf: ReadonlyMap<number, WorldAccount>,
  officerOf: ReadonlyMap<number, WorldAccount>,
): Promise<ReadonlyMap<string, string>> {
  const ordered = applications.toSorted(
    (one, other) => one.events[0].at.getTime() - other.events[0].at.getTime(),
  );
  const rows = ordered.map(({ id, authorisationId, demand, product, events }, place) => ({
    id,
    number: numbered("DK", events[0].at, place + 1),
    demand_id: demand.id,
    product_id: product.id,
    product_version_id: product.versionId,
    institution_id: at(institutions, product.institution).id,
    uscc: at(enterprises, demand.enterprise).uscc,
    authorisation_id: authorisationId,
    applied_at: events[0].at,
  }));
  await insertRows(sql, "lending.application", rows);
  const events = ordered.flatMap(({ id, demand, product, events: own }) =>
    own.map(({ at: instant, state, payload }, place) => {
      const enterpriseActs = payload.kind === "submit" || payload.kind === "withdraw";
      const actor = enterpriseActs
        ? accountOf.get(demand.enterprise)
        : officerOf.get(product.institution);
      return {
        application_id: id,
        seq: place + 1,
        kind: payload.kind,
        state,
        at: instant,
        actor_id: actor?.id,
        payload,
      };
    }),
  );
  await insertRows(sql, "lending.event", events);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Moves a number sequence past the numbers used here, where there is such a sequence. */
async function advance(sql: TransactionSql, sequence: string, used: number): Promise<void> {
  if (used === 0) return;
  await sql`
    select setval(to_regclass(${sequence}), greatest(${used}::bigint, nextval(to_regclass(${sequence}))))
    where to_regclass(${sequence}) is not null`;
}
