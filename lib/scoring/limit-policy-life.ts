import { and, desc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { accounts } from "#db/schema/identity.ts";
import { limitPolicies } from "#db/schema/scoring.ts";
import type { ActorOf } from "../access/model.ts";
import { dayOf } from "../kernel/calendar.ts";
import { newId } from "../kernel/ids.ts";
import {
  localDate,
  optionalText,
  ratePercent,
  someText,
  wanAmount,
  wholeNumber,
} from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command, query, type Call } from "../operation/index.ts";
import { cardsInForce } from "./in-force.ts";
import { fits, limitPolicyHash, limitPolicyProblems, newestApproved } from "./limit-policy.ts";
import type { LimitPolicy, LimitPolicyStatus } from "./model.ts";

type Officer = Call<ActorOf<"loan_officer">>;

const terms = { validFrom: localDate("生效日"), note: optionalText("说明", 500) };
const figures = {
  /** By grade, 万元 as typed. */
  caps: z.record(z.string().max(20), wanAmount("额度上限", { minimumWan: 0, maximumWan: 100_000 })),
  taxMultiple: wholeNumber("纳税倍数", { minimum: 1, maximum: 50, unit: "倍" }),
  salesShare: ratePercent("销售占比", { maximum: 100 }),
  repaymentShare: ratePercent("利润可用于还款的比例", { maximum: 100 }),
  repaymentYears: wholeNumber("还款年限", { minimum: 1, maximum: 10, unit: "年" }),
};
const Proposal = z
  .discriminatedUnion("whose", [
    z.object({ whose: z.literal("own"), ...figures, ...terms }),
    /** Back to the figures of the card. */
    z.object({ whose: z.literal("card"), ...terms }),
  ])
  .transform((typed) => ({
    validFrom: typed.validFrom,
    note: typed.note,
    figures:
      typed.whose === "card"
        ? null
        : ({
            gradeCapFen: typed.caps,
            taxMultiple: typed.taxMultiple,
            salesShareBps: typed.salesShare,
            repaymentShareBps: typed.repaymentShare,
            repaymentYears: typed.repaymentYears,
          } satisfies LimitPolicy),
  }));

/** Proposes a new version; nothing changes before another person approves it. */
export const proposeLimitPolicy = command(
  "limit_policy.propose",
  Proposal,
  async (call, { validFrom, note, figures }) => {
    const { db, actor, now } = call;
    const { institutionId } = actor;
    if (validFrom < dayOf(now)) throw tooEarly();
    if (figures !== null) await refuseProblems(call, figures);
    const version = (await lastVersion(db, institutionId)) + 1;
    const id = newId(now.getTime());
    const stored = await db
      .insert(limitPolicies)
      .values({
        id,
        institutionId,
        version,
        validFrom,
        figures,
        hash: limitPolicyHash({ institutionId, version, validFrom, figures }),
        status: "proposed",
        note,
        proposedBy: actor.accountId,
        proposedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: limitPolicies.id });
    // One waits already, or somebody was quicker with this one.
    if (stored.length === 0) throw oneWaits();
    return {
      result: { id, version },
      audit: { entity: "limit_policy", entityId: id, detail: { version, validFrom, figures } },
    };
  },
);

const Target = z.object({ id: z.uuid() });
const Approval = Target.extend({ note: optionalText("说明", 500) });
const Decline = Target.extend({ note: someText("理由", { minimum: 2, maximum: 500 }) });

/** Another person lets it count, from its first day or from now. */
export const approveLimitPolicy = command(
  "limit_policy.decide",
  Approval,
  async (call, { id, note }) => {
    const proposal = await lockProposal(call, id);
    refuseOwn(call, proposal.proposedBy);
    // The card may have changed since it was proposed.
    if (proposal.figures !== null) await refuseProblems(call, proposal.figures);
    return decide(call, proposal, "approved", note);
  },
);

export const declineLimitPolicy = command(
  "limit_policy.decide",
  Decline,
  async (call, { id, note }) => {
    const proposal = await lockProposal(call, id);
    refuseOwn(call, proposal.proposedBy);
    return decide(call, proposal, "declined", note);
  },
);

/** Whoever proposed it thinks again. */
export const takeBackLimitPolicy = command("limit_policy.propose", Target, async (call, { id }) => {
  const proposal = await lockProposal(call, id);
  if (proposal.proposedBy !== call.actor.accountId)
    throw new Refusal(
      "forbidden",
      "limit_policy.not_own",
      "只有提交人可以撤回；复核人请选择批准或不批准。",
    );
  return decide(call, proposal, "taken_back", null);
});

type Proposed = Awaited<ReturnType<typeof lockProposal>>;

async function lockProposal({ db, actor }: Officer, id: string) {
  const [row] = await db
    .select()
    .from(limitPolicies)
    .where(and(eq(limitPolicies.id, id), eq(limitPolicies.institutionId, actor.institutionId)))
    .for("update");
  if (!row) throw new Refusal("not_found", "limit_policy.not_found", "没有这一版额度政策。");
  if (row.status !== "proposed")
    throw new Refusal(
      "conflict",
      "limit_policy.decided",
      "这一版额度政策已经处理过，请刷新页面查看结果。",
    );
  return row;
}

async function decide(
  { db, actor, now }: Officer,
  { id, version }: Proposed,
  status: Exclude<LimitPolicyStatus, "proposed">,
  note: string | null,
) {
  await db
    .update(limitPolicies)
    .set({ status, decidedBy: actor.accountId, decidedAt: now, decisionNote: note })
    .where(eq(limitPolicies.id, id));
  return {
    result: { id, status },
    audit: { entity: "limit_policy", entityId: id, detail: { version, status, note } },
  };
}

/** The database refuses it as well (db/functions/scoring.sql). */
function refuseOwn({ actor }: Officer, proposedBy: string): void {
  if (proposedBy !== actor.accountId) return;
  throw new Refusal(
    "forbidden",
    "limit_policy.second_person",
    "提交人不能复核自己提交的额度政策，请由另一位同事复核。",
  );
}

async function refuseProblems({ db, actor, now }: Officer, figures: LimitPolicy): Promise<void> {
  const { champion } = await cardsInForce(db, actor.institutionId, dayOf(now));
  const fields = limitPolicyProblems(figures, champion.card);
  if (fields.length === 0) return;
  const message = fields.map((field) => field.message).join("");
  throw new Refusal("invalid", "limit_policy.problems", message, { fields });
}

async function lastVersion(db: Db, institutionId: string): Promise<number> {
  const [last] = await db
    .select({ version: sql<number>`max(${limitPolicies.version})` })
    .from(limitPolicies)
    .where(eq(limitPolicies.institutionId, institutionId));
  return last?.version ?? 0;
}

function tooEarly(): Refusal {
  const message = "生效日不能早于今天。";
  return new Refusal("invalid", "limit_policy.too_early", message, {
    fields: [{ path: "validFrom", message }],
  });
}

const oneWaits = () =>
  new Refusal(
    "conflict",
    "limit_policy.one_waits",
    "已有一版额度政策待复核。请先由另一位同事复核，或由提交人撤回后再提交。",
  );

const MOST_VERSIONS = 100;

/** The institution's policy as it stands: what counts now, what waits, and every version before. */
export const readLimitPolicy = query(
  "limit_policy.read",
  z.object({}),
  async ({ db, actor, now }) => {
    const { institutionId, accountId } = actor;
    const [{ champion }, own, versions] = await Promise.all([
      cardsInForce(db, institutionId, dayOf(now)),
      newestApproved(db, institutionId, dayOf(now)),
      versionsOf(db, institutionId),
    ]);
    const pending = versions.find(({ status }) => status === "proposed") ?? null;
    return {
      today: dayOf(now),
      card: {
        id: champion.card.id,
        version: champion.card.version,
        grades: champion.card.grades,
        limit: champion.card.limit,
      },
      own,
      /** Whether the institution's own policy counts: it names the grades of the card in force. */
      applies: own !== null && fits(own.figures, champion.card),
      pending: pending && { ...pending, own: pending.proposedBy === accountId },
      versions,
    };
  },
);
export type LimitPolicyRead = Awaited<ReturnType<typeof readLimitPolicy>>;

function versionsOf(db: Db, institutionId: string) {
  const [proposer, decider] = [alias(accounts, "proposer"), alias(accounts, "decider")];
  return db
    .select({
      id: limitPolicies.id,
      version: limitPolicies.version,
      validFrom: limitPolicies.validFrom,
      figures: limitPolicies.figures,
      hash: limitPolicies.hash,
      status: limitPolicies.status,
      note: limitPolicies.note,
      proposedBy: limitPolicies.proposedBy,
      proposer: proposer.displayName,
      proposedAt: limitPolicies.proposedAt,
      decider: decider.displayName,
      decidedAt: limitPolicies.decidedAt,
      decisionNote: limitPolicies.decisionNote,
    })
    .from(limitPolicies)
    .leftJoin(proposer, eq(proposer.id, limitPolicies.proposedBy))
    .leftJoin(decider, eq(decider.id, limitPolicies.decidedBy))
    .where(eq(limitPolicies.institutionId, institutionId))
    .orderBy(desc(limitPolicies.version))
    .limit(MOST_VERSIONS);
}
