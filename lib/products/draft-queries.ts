import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { accounts } from "#db/schema/identity.ts";
import { draftEventTable, drafts, productTable, productVersions } from "#db/schema/products.ts";
import { institutions } from "#db/schema/registry.ts";
import { query } from "../operation/index.ts";
import { differencesOf, type Difference } from "./differences.ts";
import { draftNotFound, visibleTo } from "./drafts.ts";
import { stepsFrom } from "./lifecycle.ts";
import { openDraftStatuses } from "./model.ts";
import { problemsOfTerms } from "./problems.ts";
import { productInForce, versionsOf } from "./queries.ts";

const MOST = 200;

/** Every product of the officer's institution: what is on offer, and what is in the making. */
export const listProducts = query("product.list_own", z.object({}), async ({ db, actor }) =>
  db
    .select({
      productId: productTable.id,
      name: productTable.name,
      version: productVersions.version,
      kind: sql<string>`coalesce(${productVersions.kind}, ${drafts.terms} ->> 'kind')`,
      publishedAt: productVersions.publishedAt,
      minimumRateBps: productVersions.minimumRateBps,
      maximumRateBps: productVersions.maximumRateBps,
      minimumAmountFen: productVersions.minimumAmountFen,
      maximumAmountFen: productVersions.maximumAmountFen,
      draftId: drafts.id,
      draftStatus: drafts.status,
      /** Whether there ever was a version: else an empty row is a product that is not out yet. */
      retired: sql<boolean>`exists (select from ${productVersions} v where v.product_id = ${productTable.id} and v.retired_at is not null)`,
    })
    .from(productTable)
    .leftJoin(
      productVersions,
      and(eq(productVersions.productId, productTable.id), isNull(productVersions.retiredAt)),
    )
    .leftJoin(
      drafts,
      and(eq(drafts.productId, productTable.id), inArray(drafts.status, openDraftStatuses)),
    )
    .where(eq(productTable.institutionId, actor.institutionId))
    .orderBy(asc(productTable.name))
    .limit(MOST),
);
export type ListedProduct = Awaited<ReturnType<typeof listProducts>>[number];

/** What waits for the operator, the longest waiting first, and what was decided last. */
export const reviewQueue = query("product.publish", z.object({}), async ({ db }) => {
  const listed = (statuses: readonly ("endorsed" | "published" | "draft")[]) =>
    db
      .select({
        id: drafts.id,
        name: productTable.name,
        institutionName: institutions.name,
        status: drafts.status,
        kind: sql<string>`${drafts.terms} ->> 'kind'`,
        at: sql<Date>`last.at`.mapWith(draftEventTable.at),
        event: sql<string>`last.kind`,
      })
      .from(drafts)
      .innerJoin(productTable, eq(productTable.id, drafts.productId))
      .innerJoin(institutions, eq(institutions.id, productTable.institutionId))
      .innerJoin(
        sql`lateral (select e.at, e.kind from ${draftEventTable} e where e.draft_id = ${drafts.id} order by e.number desc limit 1) last`,
        sql`true`,
      )
      .where(inArray(drafts.status, [...statuses]));
  const [waiting, decided] = await Promise.all([
    listed(["endorsed"])
      .orderBy(sql`last.at`)
      .limit(MOST),
    listed(["published", "draft"])
      .orderBy(sql`last.at desc`)
      .limit(MOST),
  ]);
  return {
    waiting,
    decided: decided.filter(({ event }) => event === "publish" || event === "refuse").slice(0, 20),
  };
});
export type QueuedDraft = Awaited<ReturnType<typeof reviewQueue>>["waiting"][number];

/** A draft with all that became of it, what keeps it from being published, and what differs from what is on offer. */
export const readDraft = query("product.read", z.object({ id: z.uuid() }), async (call, { id }) => {
  const { db, actor, now } = call;
  const [row] = await db
    .select({
      id: drafts.id,
      productId: drafts.productId,
      status: drafts.status,
      terms: drafts.terms,
      name: productTable.name,
      institutionName: institutions.name,
      institutionShortName: institutions.shortName,
      institutionId: institutions.id,
    })
    .from(drafts)
    .innerJoin(productTable, eq(productTable.id, drafts.productId))
    .innerJoin(institutions, eq(institutions.id, productTable.institutionId))
    .where(and(eq(drafts.id, id), visibleTo(actor)));
  if (!row) throw draftNotFound();
  const [events, current] = await Promise.all([
    eventsOf(db, id),
    productInForce(db, row.productId, now),
  ]);
  const lastWasOwn = events.at(-1)?.accountId === actor.accountId;
  return {
    ...row,
    events,
    seen: events.length,
    current,
    differences: current ? differencesOf(current, row.terms) : [],
    problems: problemsOfTerms(row.terms),
    steps: stepsFrom(row.status, actor.role, lastWasOwn),
    lastWasOwn,
  };
});
export type DraftRead = Awaited<ReturnType<typeof readDraft>>;

const eventsOf = (db: Db, id: string) =>
  db
    .select({
      number: draftEventTable.number,
      kind: draftEventTable.kind,
      status: draftEventTable.status,
      accountId: draftEventTable.accountId,
      by: accounts.displayName,
      note: draftEventTable.note,
      at: draftEventTable.at,
    })
    .from(draftEventTable)
    .leftJoin(accounts, eq(accounts.id, draftEventTable.accountId))
    .where(eq(draftEventTable.draftId, id))
    .orderBy(asc(draftEventTable.number));

/** Every version of one of the institution's products, the newest first, each with what it changed. */
export const productHistory = query(
  "product.list_own",
  z.object({ productId: z.uuid() }),
  async ({ db, actor }, { productId }) => {
    const [product] = await db
      .select({ name: productTable.name })
      .from(productTable)
      .where(
        and(eq(productTable.id, productId), eq(productTable.institutionId, actor.institutionId)),
      );
    if (!product) throw draftNotFound();
    const versions = await versionsOf(db, productId);
    const open = await db
      .select({ id: drafts.id, status: drafts.status })
      .from(drafts)
      .where(and(eq(drafts.productId, productId), inArray(drafts.status, openDraftStatuses)))
      .orderBy(desc(drafts.createdAt));
    return {
      name: product.name,
      draft: open[0] ?? null,
      versions: versions
        .map((version, place) => {
          const before = versions[place - 1];
          const differences: readonly Difference[] = before ? differencesOf(before, version) : [];
          return { version, differences };
        })
        .reverse(),
    };
  },
);
export type ProductHistory = Awaited<ReturnType<typeof productHistory>>;
