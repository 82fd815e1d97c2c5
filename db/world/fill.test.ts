import { generateKeyPairSync } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { database, type Sql } from "#db/client.ts";
import { indicatorTable } from "#db/schema/credit.ts";
import { signerOf } from "#lib/kernel/signing.ts";
import { decide, factsFrom } from "#lib/products/index.ts";
import type { IndicatorValues } from "#lib/credit/indicators.ts";
import { freshDatabase, type FreshDatabase } from "#lib/testing/database.ts";
import { demoAccounts, demoEnterprise, unregisteredEnterprise } from "./accounts.ts";
import { buildWorld } from "./build.ts";
import { defaultWorld, fillWorld, type FillOptions } from "./fill.ts";
import { at } from "./random.ts";

const signingKey = generateKeyPairSync("ed25519").privateKey.export({
  format: "der",
  type: "pkcs8",
});
const signer = signerOf(signingKey.toString("base64"));
const options: FillOptions = {
  ...defaultWorld,
  enterprises: 70,
  applications: 150,
  today: "2026-11-20",
  now: new Date("2026-11-20T21:00:00+08:00"),
  sign: signer.sign,
};

let one: FreshDatabase;
let other: FreshDatabase;
beforeAll(async () => {
  one = await freshDatabase();
  other = await freshDatabase();
  await fillWorld(one.owner, options);
  await fillWorld(other.owner, options);
}, 120_000);
afterAll(async () => {
  await one.drop();
  await other.drop();
});

const tables = [
  "registry.enterprise", "registry.institution", "identity.account", "identity.membership", "consent.authorisation",
  "consent.document", "consent.status_change", "consent.access_log", "credit.record", "credit.indicator", "products.product", "products.product_version", "products.draft", "products.draft_event",
  "matching.demand", "lending.application", "lending.event", "intake.quarantine",
]; // prettier-ignore

/** Items land side by side, so the order in which their rows were quarantined is by chance. */
const row = (table: string) =>
  table === "intake.quarantine" ? "(to_jsonb(t) - 'id')::text" : "t::text";

async function digests(sql: Sql): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const table of tables) {
    const [found] = await sql.unsafe<[{ digest: string; n: number }]>(
      `select md5(string_agg(said, '|' order by said)) digest, count(*)::int n from ${table} t, lateral (select ${row(table)}) as s (said)`,
    );
    result[table] = `${found.n} ${found.digest}`;
  }
  return result;
}

it("writes identical rows into two databases", async () => {
  const written = await digests(one.owner);
  expect(await digests(other.owner)).toEqual(written);
  for (const table of tables) expect(written[table], table).not.toMatch(/^0 /);
});

it("does nothing where a world stands already, whatever it is asked for", async () => {
  const before = await digests(one.owner);
  const summary = await fillWorld(one.owner, { ...options, seed: 99 });
  expect(summary).toMatchObject({ filled: false, enterprises: 70, applications: 150 });
  expect(await digests(one.owner)).toEqual(before);
});

it("accounts for every row that it sent, and quarantines about one in a thousand", async () => {
  const batches = await one.owner<
    { status: string; received: number; quarantined: number; odd: number }[]
  >`
    select status, received, quarantined, duplicate + superseded as odd from intake.batch`;
  expect(batches.every(({ status, odd }) => status === "landed" && odd === 0)).toBe(true);
  const [received, quarantined] = (["received", "quarantined"] as const).map((name) =>
    batches.reduce((sum, batch) => sum + batch[name], 0),
  );
  expect(Number(quarantined) / Number(received)).toBeGreaterThan(0.0003);
  expect(Number(quarantined) / Number(received)).toBeLessThan(0.003);
});

it("opens the demonstration's accounts with their passwords, and no other account", async () => {
  const rows = await one.owner<
    {
      login_name: string;
      password_hash: string;
      signing_password_hash: string;
      uscc: string | null;
    }[]
  >`
    select login_name, password_hash, signing_password_hash, uscc
    from identity.account join identity.membership on account_id = account.id`;
  for (const account of demoAccounts) {
    const row = rows.find(({ login_name }) => login_name === account.loginName);
    expect(await verify(row?.password_hash ?? "", account.password)).toBe(true);
    expect(await verify(row?.signing_password_hash ?? "", account.signingPassword)).toBe(true);
  }
  const past = rows.find(({ login_name }) => login_name.startsWith("100"));
  expect(await verify(past?.password_hash ?? "", at(demoAccounts, 0).password)).toBe(false);
  expect(rows.some(({ uscc }) => uscc === demoEnterprise.uscc)).toBe(true);
  expect(rows.some(({ uscc }) => uscc === unregisteredEnterprise.uscc)).toBe(false);
});

it("gives every applicant authorisations that are whole, signed and within their count", async () => {
  const rows = await one.owner<
    {
      artefact: string;
      signature: string;
      hash_fits: boolean;
      fault: string | null;
      breach: string | null;
      used: number;
      logged: number;
    }[]
  >`
    select artefact, signature, used_queries used,
      artefact_hash = encode(sha256(convert_to(artefact, 'UTF8')), 'hex') hash_fits,
      -- What the gate asks: terms and document as signed, and within the purpose's caps.
      consent.fault_of(a) fault, consent.fair_use_breach(a) breach,
      (select count(*)::int from consent.access_log l where l.authorisation_id = a.id) logged
    from consent.authorisation a`;
  expect(rows.every(({ hash_fits, used, logged }) => hash_fits && used === logged)).toBe(true);
  expect(rows.filter(({ fault, breach }) => fault !== null || breach !== null)).toEqual([]);
  const { publicKey } = signer;
  expect(
    rows.every(({ artefact, signature }) =>
      publicKey.verify(Buffer.from(artefact, "utf8"), Buffer.from(signature, "base64")),
    ),
  ).toBe(true);
  const [without] = await one.owner`
    select 1 from identity.membership m where role = 'enterprise' and not exists (
      select from consent.authorisation a where a.uscc = m.uscc and a.stage = 'platform' and a.ends_at > ${options.now})`;
  expect(without).toBeUndefined();
});

it("moves the number sequences past the numbers it used", async () => {
  for (const [sequence, table] of [
    ["consent.authorisation_number", "consent.authorisation"],
    ["matching.demand_number", "matching.demand"],
    ["lending.application_number", "lending.application"],
  ] as const) {
    const [row] = await one.owner.unsafe<[{ next: number; last: number }]>(
      `select nextval('${sequence}')::int next, (select max(right(number, 6)::int) from ${table}) last`,
    );
    expect(row.next).toBeGreaterThan(row.last);
  }
});

/** Unknown of a firm without a penalty, a change, a tender won or a loan a year ago. */
const whereNothingHappened = new Set([
  "monthsSincePenalty",
  "monthsSinceChange",
  "awards24",
  "awardAmount24Fen",
  "loanBalanceChangeBps",
]);

it("has the demonstration's enterprises match several products, the first officer's among them", async () => {
  const counties = await one.owner<{ code: string }[]>`
    select code from registry.region where code ~ '^52[0-9]{2}(?!00)[0-9]{2}$' order by code`;
  const { sign: _, ...plan } = options;
  const { products } = buildWorld(
    plan,
    counties.map(({ code }) => code),
  );
  for (const special of [demoEnterprise, unregisteredEnterprise]) {
    const [indicators] = await database(one.owner)
      .select()
      .from(indicatorTable)
      .where(eq(indicatorTable.uscc, special.uscc));
    const unknown = Object.entries(indicators ?? {}).filter(([, value]) => value === null);
    expect(unknown.filter(([id]) => !whereNothingHappened.has(id))).toEqual([]);
    const facts = factsFrom(
      indicators as unknown as IndicatorValues, // The table has one column for each indicator.
      { ...special, sizeClass: "small" },
      {
        amountFen: 100_000_000,
        termMonths: 12,
        maximumRateBps: 450,
        guaranteeKind: "credit",
        purpose: "working_capital",
      },
    );
    const matched = products.filter((product) => {
      const [minimumAmountFen, maximumAmountFen] = product.amountFen;
      const [minimumTermMonths, maximumTermMonths] = product.termMonths;
      const [minimumRateBps] = product.rateBps;
      const bounds = {
        minimumAmountFen,
        maximumAmountFen,
        minimumTermMonths,
        maximumTermMonths,
        minimumRateBps,
        guaranteeKinds: [product.guaranteeKind],
        industryCodes: [],
      };
      return decide({ ...product, ...bounds }, facts).verdict === "MATCH";
    });
    expect(matched.length).toBeGreaterThanOrEqual(5);
    expect(matched.some(({ institution }) => institution === 0)).toBe(true);
    expect(matched.some(({ institution }) => institution === 1)).toBe(true);
  }
});
