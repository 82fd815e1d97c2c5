import { createHash } from "node:crypto";
import type { Sql } from "postgres";
import { refreshIndicators } from "#lib/credit/index.ts";
import { evaluatePastMonths } from "#lib/evaluation/index.ts";
import { refreshQuality } from "#lib/quality/index.ts";
import { catalogue, type ItemId } from "#lib/intake/catalogue.ts";
import { ingest, type BatchReport } from "#lib/intake/index.ts";
import type { Sign } from "./authorisations.ts";
import { buildWorld } from "./build.ts";
import { defaultWorld, type World, type WorldPlan, type WorldSize } from "./model.ts";
import type { Seal } from "./personal.ts";
import { rowsOf } from "./records/index.ts";
import { storeEnterprises, storeMarket } from "./store.ts";

export { defaultWorld };

/** Back from the last whole month. */
const EVALUATED_MONTHS = 6;

export type FillOptions = WorldSize &
  Readonly<{
    today: string;
    now: Date;
    /** Seals personal data; without it none is written. */
    seal?: Seal;
    /** Signs an authorisation as the platform does. */
    sign: Sign;
    onProgress?: (step: string, done: number, total: number) => void;
  }>;

export type WorldSummary = Readonly<{
  /** False: there was a world already, and nothing was done. */
  filled: boolean;
  enterprises: number;
  institutions: number;
  products: number;
  applications: number;
  /** Rows of credit data that were sent, and those of them in quarantine. */
  received: number;
  quarantined: number;
  seconds: number;
}>;

/**
 * Fills an empty platform with a synthetic province. Credit data goes through the same intake as
 * anybody's. Institutions come last, in one transaction with the whole market, and tell that a world
 * is complete: one that was interrupted is taken up where it stopped, since intake keeps no batch twice.
 */
export async function fillWorld(sql: Sql, options: FillOptions): Promise<WorldSummary> {
  const { sign, seal = null, onProgress = () => undefined, ...plan } = options;
  const started = performance.now();
  if (await isFilled(sql)) return existing(sql, started);
  onProgress("province", 0, 1);
  const world = buildWorld(plan, await countiesOf(sql));
  onProgress("province", 1, 1);

  await storeEnterprises(sql, world, seal);
  const { received, quarantined } = await sendAll(sql, world, (done, total) =>
    onProgress("credit data", done, total),
  );
  onProgress("indicators", 0, 1);
  // So many new rows: the planner should know of them before it is asked to sum them up.
  await sql`analyze credit.record, registry.enterprise`;
  await refreshIndicators(sql, { usccs: null, today: plan.today, now: plan.now });
  onProgress("indicators", 1, 1);
  // The board would stay empty until the worker's next round.
  onProgress("quality", 0, 1);
  await refreshQuality(sql, plan.now);
  onProgress("quality", 1, 1);

  // A history to look at, of what arrived today: each month says when that was known.
  onProgress("evaluation", 0, 1);
  await evaluatePastMonths(sql, EVALUATED_MONTHS, await lastArrival(sql, plan.now));
  onProgress("evaluation", 1, 1);

  onProgress("market", 0, 1);
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('xinqiao.world'))`;
    // Another process may have been quicker.
    const [found] = await tx`select 1 from registry.institution limit 1`;
    if (!found) await storeMarket(tx, world, sign);
  });
  await sql`analyze`;
  onProgress("market", 1, 1);
  return {
    filled: true,
    enterprises: world.enterprises.length,
    institutions: world.institutions.length,
    products: world.products.length,
    applications: world.applications.length,
    received,
    quarantined,
    seconds: secondsSince(started),
  };
}

const secondsSince = (started: number): number => Math.round(performance.now() - started) / 1000;

async function isFilled(sql: Sql): Promise<boolean> {
  const rows = await sql`select 1 from registry.institution limit 1`;
  return rows.length > 0;
}

async function existing(sql: Sql, started: number): Promise<WorldSummary> {
  const [counts] = await sql<[Record<"e" | "i" | "p" | "a" | "r" | "q", number>]>`
    select (select count(*)::int from registry.enterprise) e,
      (select count(*)::int from registry.institution) i,
      (select count(*)::int from products.product) p,
      (select count(*)::int from lending.application) a,
      (select coalesce(sum(received), 0)::int from intake.batch where status = 'landed') r,
      (select coalesce(sum(quarantined), 0)::int from intake.batch where status = 'landed') q`;
  return {
    filled: false,
    enterprises: counts.e,
    institutions: counts.i,
    products: counts.p,
    applications: counts.a,
    received: counts.r,
    quarantined: counts.q,
    seconds: secondsSince(started),
  };
}

/** The counties of Guizhou, which the reference tables bring. */
async function countiesOf(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ code: string }[]>`
    select code from registry.region where code ~ '^52[0-9]{2}(?!00)[0-9]{2}$' order by code`;
  if (rows.length === 0) {
    throw new Error("The reference tables hold no county of Guizhou; run `npm run migrate` first.");
  }
  return rows.map(({ code }) => code);
}

type Totals = Readonly<{ received: number; quarantined: number }>;
type Progress = (done: number, total: number) => void;

/** Three rows in five are of this item, so it lands beside all the others. */
const LARGEST: ItemId = "invoice_month";

async function sendAll(sql: Sql, world: World, progress: Progress): Promise<Totals> {
  const expected = catalogue.reduce((sum, { id }) => sum + expectedRows(world.plan, id), 0);
  const sent = new Map<ItemId, number>();
  const advanceTo = (item: ItemId, received: number) => {
    sent.set(item, received);
    const done = [...sent.values()].reduce((sum, count) => sum + count, 0);
    progress(done, Math.max(expected, done));
  };
  progress(0, expected);
  // Batches are numbered in the order they open: the largest first, in every run.
  let largest: Promise<BatchReport> | undefined;
  await new Promise<void>((opened, failed) => {
    largest = sendItem(sql, world, LARGEST, (received) => {
      advanceTo(LARGEST, received);
      opened();
    });
    largest.then(() => opened(), failed);
  });
  const reports: BatchReport[] = [];
  for (const { id } of catalogue) {
    if (id === LARGEST) continue;
    reports.push(await sendItem(sql, world, id, (received) => advanceTo(id, received)));
  }
  if (largest) reports.push(await largest);
  const total = (count: (report: BatchReport) => number) =>
    reports.reduce((sum, report) => sum + count(report), 0);
  const received = total((report) => report.received);
  progress(received, received);
  return { received, quarantined: total((report) => report.quarantined) };
}

const sendItem = (
  sql: Sql,
  world: World,
  item: ItemId,
  onProgress: (received: number) => void,
): Promise<BatchReport> =>
  ingest(sql, {
    item,
    source: "合成省份",
    contentHash: contentHash(world.plan, item),
    rows: rowsOf(world, item),
    now: world.plan.now,
    onProgress,
  });

/** The rows follow from the plan, so the plan's digest identifies them. */
function contentHash({ now: _now, ...plan }: WorldPlan, item: ItemId): string {
  return createHash("sha256")
    .update(JSON.stringify({ world: plan, item }))
    .digest("hex");
}

const shares: Readonly<Partial<Record<ItemId, number>>> = {
  invoice_month: 7.2,
  penalty: 0.01,
  adverse_list: 0.002,
  invoice: 0.03,
  tax_grade: 0.1,
  income_tax_declaration: 0.28,
  gas: 0.2,
};

/** The instant by which everything had landed, which is after the one that the world was made at. */
async function lastArrival(sql: Sql, now: Date): Promise<Date> {
  const [row] = await sql<{ at: number | null }[]>`
    select (extract(epoch from max(finished_at)) * 1000)::float8 as at from intake.batch where status = 'landed'`;
  return new Date(Math.max(now.getTime(), Math.ceil(row?.at ?? 0)));
}

/** About how many rows there will be, for the bar alone. */
const expectedRows = ({ enterprises, months }: WorldPlan, item: ItemId): number =>
  Math.ceil(enterprises * months * (shares[item] ?? 0.8));
