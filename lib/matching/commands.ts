import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { demands } from "#db/schema/matching.ts";
import type { ActorOf } from "../access/model.ts";
import { dayOf } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import { chosen, optionalText, ratePercent, wanAmount, wholeNumber } from "../kernel/inputs.ts";
import { guaranteeKinds, loanPurposes } from "../kernel/lending-terms.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command } from "../operation/index.ts";

const NewDemand = z.object({
  amount: wanAmount("需求金额", { minimumWan: 1, maximumWan: 100_000 }),
  termMonths: wholeNumber("期限", { minimum: 1, maximum: 360, unit: "个月" }),
  maximumRate: ratePercent("可接受的最高年利率"),
  purpose: chosen("贷款用途", loanPurposes),
  guaranteeKind: chosen("担保方式", guaranteeKinds),
  note: optionalText("补充说明", 500),
  /** Made once for a form, so that sending it twice posts one demand. */
  idempotencyKey: z.uuid({ error: "表单已失效，请刷新页面后重新填写。" }),
});

/** An enterprise says what it needs. The same form sent twice gives the same demand. */
export const postDemand = command("demand.post", NewDemand, async ({ db, actor, now }, form) => {
  const { amount, maximumRate, idempotencyKey, ...terms } = form;
  const id = newId(now.getTime());
  const [posted] = await db
    .insert(demands)
    .values({
      id,
      number: await nextDemandNumber(db, now),
      uscc: actor.uscc,
      amountFen: amount,
      maximumRateBps: maximumRate,
      ...terms,
      status: "open",
      postedBy: actor.accountId,
      postedAt: now,
      idempotencyKey,
    })
    .onConflictDoNothing({ target: demands.idempotencyKey })
    .returning({ id: demands.id, number: demands.number });
  const demand = posted ?? (await postedBefore(db, actor, idempotencyKey));
  return {
    result: { demandId: demand.id, number: demand.number },
    audit: {
      entity: "demand",
      entityId: demand.id,
      detail: { number: demand.number, amountFen: amount, repeated: posted === undefined },
    },
  };
});

async function postedBefore(db: Db, actor: ActorOf<"enterprise">, idempotencyKey: string) {
  const [row] = await db
    .select({ id: demands.id, number: demands.number })
    .from(demands)
    .where(and(eq(demands.idempotencyKey, idempotencyKey), eq(demands.uscc, actor.uscc)));
  if (row) return row;
  throw new Refusal("conflict", "demand.form_used", "表单已失效，请刷新页面后重新填写。");
}

/** `XQ-2026-000123`. A refused form leaves a gap. */
async function nextDemandNumber(db: Db, now: Date): Promise<string> {
  const [row] = await db.execute<{ n: number }>(
    sql`select nextval('matching.demand_number')::int as n`,
  );
  return `XQ-${dayOf(now).slice(0, 4)}-${String(row?.n).padStart(6, "0")}`;
}

/** No more applications for this demand; those that were made go on. Closing twice is the same as once. */
export const closeDemand = command(
  "demand.close",
  z.object({ demandId: z.uuid() }),
  async ({ db, actor, now }, { demandId }) => {
    const demand = await lockOwnDemand(db, actor, demandId);
    if (demand.status === "open") {
      await db
        .update(demands)
        .set({ status: "closed", closedAt: now })
        .where(eq(demands.id, demandId));
    }
    return {
      result: { demandId, closedAt: demand.closedAt ?? now },
      audit: { entity: "demand", entityId: demandId, detail: { before: demand.status } },
    };
  },
);

export const demandNotFound = () =>
  new Refusal("not_found", "demand.not_found", "未找到该融资需求，请从需求列表进入。");

/** Loads and locks one of the actor's own demands; another's does not exist for it. */
export async function lockOwnDemand(db: Db, actor: ActorOf<"enterprise">, demandId: string) {
  const [row] = await db
    .select({ id: demands.id, status: demands.status, closedAt: demands.closedAt })
    .from(demands)
    .where(and(eq(demands.id, demandId), eq(demands.uscc, actor.uscc)))
    .for("update");
  if (!row) throw demandNotFound();
  return row;
}
