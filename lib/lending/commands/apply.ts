import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { applicationEventTable as events, applications } from "#db/schema/lending.ts";
import { liveInstitution } from "../../consent/index.ts";
import { dayOf } from "../../kernel/calendar.ts";
import { newId } from "../../kernel/ids.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { demandClosed, demandFacts, lockOwnDemand, ownDemand } from "../../matching/index.ts";
import { command, query, type Operation } from "../../operation/index.ts";
import { decide, productVersion, type DatedProduct } from "../../products/index.ts";
import { eligibilityVerdicts, type Eligibility } from "../../products/model.ts";
import { coverFor, refuseUncovered } from "../cover.ts";
import { isAbandoned } from "../lifecycle.ts";
import { stateLabels, type ApplicationState } from "../model.ts";
import { lastEvent } from "../move.ts";

const Wish = z.object({
  demandId: z.uuid(),
  /** The version whose terms the person read. */
  productVersionId: z.uuid(),
});

export type Applied = Readonly<{
  applicationId: string;
  number: string;
  state: ApplicationState;
  /** The application was there before: a double click, or another tab. */
  alreadyMade: boolean;
}>;

/**
 * An enterprise applies for a product with one of its demands. Matching is asked first and outside of
 * the transaction, because its line in the access log must stay even if the application is refused.
 * What was applied for already is answered as it is, whatever changed since: after a lost answer the
 * same form comes again, and no records are looked at for it.
 */
export const applyForProduct: Operation<Applied> = async (call, raw) => {
  const asked = await judge(call, raw);
  return "already" in asked ? asked.already : submit(call, asked.judged);
};

const judge = query("application.apply", Wish, async (call, wish) => {
  const demand = await ownDemand(call.db, call.actor, wish.demandId);
  const product = await known(call.db, wish.productVersionId);
  const already = await madeBefore(call.db, demand.id, product.productId);
  if (already) return { already };

  if (demand.status !== "open") throw demandClosed();
  refuseUnlessOffered(product, call.now);
  const purpose = `提交申请前核对产品条件 · 需求 ${demand.number}`;
  const { facts } = await demandFacts(call, demand, purpose);
  const eligibility = decide(product, facts);
  if (eligibility.verdict === "REJECT") throw notEligible(eligibility);
  return { judged: { ...wish, eligibility: eligibility.verdict } };
});

const Judged = Wish.extend({ eligibility: z.enum(eligibilityVerdicts) });

const submit = command("application.apply", Judged, async ({ db, actor, now }, judged) => {
  const demand = await lockOwnDemand(db, actor, judged.demandId);
  const product = await known(db, judged.productVersionId);
  const already = await madeBefore(db, demand.id, product.productId);
  if (already) return { result: already, audit: auditOf(already, judged) };

  if (demand.status !== "open") throw demandClosed();
  refuseUnlessOffered(product, now);
  // Held, so that an institution that leaves at this moment closes this one as well.
  await liveInstitution(db, product.institutionId, { hold: true });
  const cover = await coverFor(db, { uscc: actor.uscc, product, now });
  if (!cover.authorisation) throw refuseUncovered(product, cover);
  const made = { applicationId: newId(now.getTime()), number: await nextNumber(db, now) };
  await db.insert(applications).values({
    id: made.applicationId,
    number: made.number,
    demandId: demand.id,
    productId: product.productId,
    productVersionId: product.versionId,
    institutionId: product.institutionId,
    uscc: actor.uscc,
    authorisationId: cover.authorisation.id,
    appliedAt: now,
  });
  await db.insert(events).values({
    applicationId: made.applicationId,
    seq: 1,
    kind: "submit",
    state: "submitted",
    at: now,
    actorId: actor.accountId,
    payload: { kind: "submit", eligibility: judged.eligibility },
  });
  const result: Applied = { ...made, state: "submitted", alreadyMade: false };
  return { result, audit: auditOf(result, judged) };
});

const auditOf = (
  { applicationId, number }: Pick<Applied, "applicationId" | "number">,
  { eligibility, productVersionId }: z.output<typeof Judged>,
) => ({
  entity: "application",
  entityId: applicationId,
  detail: { number, productVersionId, eligibility },
});

async function known(db: Db, versionId: string): Promise<DatedProduct> {
  const product = await productVersion(db, versionId);
  if (product) return product;
  throw new Refusal("not_found", "product.not_found", "未找到该产品。");
}

function refuseUnlessOffered(product: DatedProduct, now: Date): void {
  if (product.retiredAt === null && product.publishedAt <= now) return;
  throw new Refusal(
    "conflict",
    "product.not_on_offer",
    `“${product.name}”的条件已更新或已下架。请返回匹配结果，按最新产品重新申请。`,
  );
}

/** What this demand asked of this product before. What ended without a loan cannot be asked again. */
async function madeBefore(db: Db, demandId: string, productId: string): Promise<Applied | null> {
  const last = lastEvent(db);
  const [row] = await db
    .select({ applicationId: applications.id, number: applications.number, state: last.state })
    .from(applications)
    .innerJoinLateral(last, sql`true`)
    .where(and(eq(applications.demandId, demandId), eq(applications.productId, productId)));
  if (!row) return null;
  if (!isAbandoned(row.state)) return { ...row, alreadyMade: true };
  throw new Refusal(
    "conflict",
    "application.ended_before",
    `本需求已申请过该产品（${row.number}，${stateLabels[row.state]}）。如需再次申请，请先发布新的融资需求。`,
  );
}

/** `DK-2026-000123`. A refused application leaves a gap. */
async function nextNumber(db: Db, now: Date): Promise<string> {
  const [row] = await db.execute<{ n: number }>(
    sql`select nextval('lending.application_number')::int as n`,
  );
  return `DK-${dayOf(now).slice(0, 4)}-${String(row?.n).padStart(6, "0")}`;
}

function notEligible({ outcomes }: Eligibility): Refusal {
  const misses = outcomes.filter((one) => one.verdict === "miss" && one.otherwise === "reject");
  const reasons = misses.map(
    ({ name, expected, actual, remedy }) =>
      `${name}：要求${expected}，实际为${actual}。${remedy ?? ""}`,
  );
  return new Refusal(
    "conflict",
    "application.not_eligible",
    `暂不符合该产品的申请条件。${reasons.join("")}`,
  );
}
