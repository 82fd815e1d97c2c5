import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { applications } from "#db/schema/lending.ts";
import { institutions } from "#db/schema/registry.ts";
import type { ActorOf } from "../access/model.ts";
import { timeText } from "../kernel/calendar.ts";
import { someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { enterpriseOrganisation, notify } from "../notify/index.ts";
import { command, query } from "../operation/index.ts";
import { findEnterprise, openPersonal, readPersonal } from "../registry/index.ts";
import { notFound, visibleTo } from "./move.ts";

/** The legal representative's id and phone, masked, for who works on an application. */
export const readApplicantPersonal = query(
  "application.read",
  z.object({ applicationId: z.uuid() }),
  async ({ db, actor }, { applicationId }) => {
    const [row] = await db
      .select({ uscc: applications.uscc })
      .from(applications)
      .where(and(eq(applications.id, applicationId), visibleTo(actor)));
    if (!row) throw notFound();
    return { uscc: row.uscc, ...(await readPersonal(db, row.uscc)) };
  },
);

const Reveal = z.object({
  uscc: z.string().length(18, { error: "请刷新页面后重试。" }),
  reason: someText("查看原因", { minimum: 4, maximum: 200 }),
});

/**
 * Shows the fields in full to who says why, and leaves a line of it. A loan officer is shown those of
 * enterprises that have applied at his institution; any other enterprise is not found.
 */
export const revealPersonal = command(
  "registry.reveal_personal",
  Reveal,
  async ({ db, actor, now }, { uscc, reason }) => {
    const enterprise = await findEnterprise(db, uscc);
    if (!enterprise || (actor.role === "loan_officer" && !(await hasApplied(db, actor, uscc))))
      throw new Refusal("not_found", "registry.not_found", "未找到该企业。");
    const personal = await openPersonal(db, uscc);
    await notify(db, {
      organisation: enterpriseOrganisation(uscc),
      kind: "personal_revealed",
      subject: `${actor.organisationName}查看了法定代表人信息`,
      body: `${actor.organisationName}的工作人员于 ${timeText(now)} 查看了本企业法定代表人的证件号码与联系电话，填写的原因是：${reason}。查看已留痕。`,
      href: null,
      onceKey: `personal:${actor.accountId}:${now.toISOString()}`,
      now,
    });
    const shown = (["id", "phone"] as const).filter((field) => personal[field] !== null);
    return {
      result: personal,
      audit: { entity: "enterprise", entityId: uscc, detail: { reason, shown } },
    };
  },
);

async function hasApplied(db: Db, officer: ActorOf<"loan_officer">, uscc: string) {
  const [row] = await db
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(institutions, eq(institutions.id, applications.institutionId))
    .where(
      and(
        eq(applications.uscc, uscc),
        eq(applications.institutionId, officer.institutionId),
        isNull(institutions.leftAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}
