import { and, eq, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import type { ActorOf } from "../../access/model.ts";
import { endAuthorisations, endOne, type Ended } from "../../consent/index.ts";
import { optionalText } from "../../kernel/inputs.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { command } from "../../operation/index.ts";
import { forgetFacts } from "../../scoring/index.ts";

/**
 * Withdraws an authorisation; it takes effect with the next query. What was given under it falls due
 * for deletion, and a decision can no longer rest on a score made from it. Twice is the same as once.
 */
export const withdrawAuthorisation = command(
  "consent.withdraw",
  z.object({ authorisationId: z.uuid(), reason: optionalText("撤回原因", 200) }),
  async ({ db, actor, now }, { authorisationId, reason }) => {
    const { ended, withdrawnAt, before } = await endOne(db, actor.uscc, authorisationId, {
      accountId: actor.accountId,
      reason: reason ?? "企业撤回",
      now,
    });
    await forgetFacts(db, ended.due, now);
    return {
      result: { withdrawnAt },
      audit: { entity: "authorisation", entityId: authorisationId, detail: { before } },
    };
  },
);

const Bulk = z
  .object({
    authorisationIds: z.array(z.uuid()).max(500).optional(),
    institutionId: z.uuid().optional(),
    purpose: z.string().max(50).optional(),
    item: z.string().max(50).optional(),
    reason: optionalText("撤回原因", 200),
  })
  .refine(
    ({ authorisationIds, institutionId, purpose, item }) =>
      authorisationIds !== undefined || institutionId !== undefined || purpose !== undefined || item !== undefined,
    { error: "请选择要撤回的授权，或按机构、用途、数据项选择。" },
  );

/**
 * Withdraws at once whatever of the enterprise's own signed authorisations the choice finds: by
 * institution, purpose, item or one by one (peers.md C14). The platform's own is withdrawn by itself.
 */
export const withdrawAuthorisations = command(
  "consent.withdraw",
  Bulk,
  async ({ db, actor, now }, choice) => {
    const ended = await endAuthorisations(db, chosen(actor, choice), {
      accountId: actor.accountId,
      reason: choice.reason ?? "企业批量撤回",
      now,
    });
    await forgetFacts(db, ended.due, now);
    return {
      result: { withdrawn: ended.authorisations.length },
      audit: {
        entity: "enterprise",
        entityId: actor.uscc,
        detail: { ...choice, withdrawn: ended.authorisations.map(({ number }) => number) },
      },
    };
  },
);

function chosen(actor: ActorOf<"enterprise">, choice: z.output<typeof Bulk>): SQL {
  const conditions = [
    eq(authorisations.uscc, actor.uscc),
    inArray(authorisations.status, ["agreed", "paused"]),
    choice.authorisationIds ? inArray(authorisations.id, choice.authorisationIds) : undefined,
    choice.institutionId ? eq(authorisations.institutionId, choice.institutionId) : undefined,
    choice.purpose ? eq(authorisations.purpose, choice.purpose) : undefined,
    choice.item ? sql`${choice.item} = any(${authorisations.items})` : undefined,
    choice.authorisationIds || choice.purpose === "platform_processing"
      ? undefined
      : sql`${authorisations.institutionId} is not null`,
  ];
  const all = and(...conditions);
  if (!all) throw new Error("a choice without conditions");
  return all;
}

/** All live authorisations of an institution end with it; its unanswered requests too. */
export async function endForInstitution(
  db: Db,
  institutionId: string,
  by: Readonly<{ accountId: string; reason: string; now: Date }>,
): Promise<Ended> {
  const ended = await endAuthorisations(db, eq(authorisations.institutionId, institutionId), by);
  await forgetFacts(db, ended.due, by.now);
  return ended;
}

/** An application is decided only while the institution may still know what it was told. */
export async function refuseWithoutAuthorisation(
  db: Db,
  application: Readonly<{ uscc: string; institutionId: string }>,
  now: Date,
): Promise<void> {
  const [held] = await db
    .select({ id: authorisations.id })
    .from(authorisations)
    .where(
      and(
        eq(authorisations.uscc, application.uscc),
        eq(authorisations.institutionId, application.institutionId),
        eq(authorisations.stage, "before_loan"),
        // Its queries may be used up: they were used for this.
        inArray(authorisations.status, ["agreed", "used_up"]),
        isNull(authorisations.withdrawnAt),
        sql`${authorisations.endsAt} > ${now.toISOString()}::timestamptz`,
      ),
    )
    .limit(1);
  if (held) return;
  throw new Refusal(
    "conflict",
    "application.authorisation_ended",
    "企业的授权已撤回、暂停或到期，不能据此前查得的数据审批。请向企业发送授权请求，重新查阅后再审批；也可以按“资料不全”答复企业。",
  );
}
