import { and, desc, eq, gte, like, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { auditLines } from "#db/schema/audit.ts";
import { accessLog } from "#db/schema/consent.ts";
import { accounts } from "#db/schema/identity.ts";
import { institutions, regions } from "#db/schema/registry.ts";
import { chainOf } from "../audit/index.ts";
import { addDays, startOfDay } from "../kernel/calendar.ts";
import { localDate, someText } from "../kernel/inputs.ts";
import { Refusal } from "../kernel/refusal.ts";
import { notify } from "../notify/index.ts";
import { command, query } from "../operation/index.ts";
import { accessRows, maskedPerson } from "./access-log.ts";
import { inRegion } from "./regulator-queries.ts";

/** At most so many lines are shown at a time; a shorter period shows the others. */
export const INSPECTED_LINES = 200;
const INSPECTED_DAYS = 92;

const Inspection = z.object({
  institutionId: z.uuid({ error: "请选择金融机构。" }),
  from: localDate("开始日期"),
  to: localDate("结束日期"),
  reason: someText("查阅理由", { minimum: 4, maximum: 200 }),
});

/**
 * The single looks of one institution at the region's enterprises, for a supervisor who says why. A
 * command, since it leaves its own line: who looked through them, what for, at which. The operator is
 * told of it. Persons are masked.
 */
export const inspectAccess = command(
  "consent.access_lines",
  Inspection,
  async ({ db, actor, now }, { institutionId, from, to, reason }) => {
    refusePeriod(from, to);
    const [institution] = await db
      .select({ name: institutions.name })
      .from(institutions)
      .where(eq(institutions.id, institutionId));
    if (!institution)
      throw new Refusal("not_found", "registry.no_institution", "未找到该金融机构。");
    const asked = and(
      eq(accessLog.institutionId, institutionId),
      gte(accessLog.at, startOfDay(from)),
      lt(accessLog.at, startOfDay(addDays(to, 1))),
      inRegion(actor),
    );
    const rows = await accessRows(db, maskedPerson)
      .where(asked)
      .orderBy(desc(accessLog.at), desc(accessLog.id))
      .limit(INSPECTED_LINES + 1);
    const lines = rows.slice(0, INSPECTED_LINES);
    await notify(db, {
      organisation: "platform",
      kind: "system",
      subject: `${actor.organisationName}查阅了访问明细`,
      body: `机构：${institution.name}；期间：${from} 至 ${to}；共显示 ${lines.length} 条；理由：${reason}。`,
      href: "/operator/institutions",
      onceKey: `inspection:${actor.accountId}:${now.toISOString()}`,
      now,
    });
    const result = {
      institutionName: institution.name,
      from,
      to,
      lines,
      more: rows.length > lines.length,
    };
    const detail = { reason, institutionName: institution.name, from, to, lines: lines.length };
    return { result, audit: { entity: "institution", entityId: institutionId, detail } };
  },
);
export type Inspected = Awaited<ReturnType<typeof inspectAccess>>;

function refusePeriod(from: string, to: string) {
  const message =
    to < from
      ? "结束日期不能早于开始日期。"
      : addDays(from, INSPECTED_DAYS - 1) < to
        ? `一次最多查阅 ${INSPECTED_DAYS} 天。`
        : null;
  if (message === null) return;
  throw new Refusal("invalid", "consent.inspection_period", message, {
    fields: [{ path: "to", message }],
  });
}

const INSPECTIONS = 50;

const Inspected = z.object({
  detail: z.object({
    reason: z.string(),
    institutionName: z.string(),
    from: z.string(),
    to: z.string(),
    lines: z.number(),
  }),
});

/** Which single looks were looked through lately, by whom and why: a regulator's own region, the operator all. */
export const listInspections = query("audit.overview", z.object({}), async ({ db, actor }) => {
  const chain =
    actor.role === "regulator"
      ? eq(auditLines.chain, chainOf(actor))
      : like(auditLines.chain, "region:%");
  const body = sql`${auditLines.body}::jsonb`;
  const rows = await db
    .select({
      chain: auditLines.chain,
      seq: auditLines.seq,
      at: auditLines.at,
      body: auditLines.body,
      person: accounts.displayName,
      regionName: regions.name,
    })
    .from(auditLines)
    .leftJoin(accounts, sql`${accounts.id} = (${body} ->> 'actorId')::uuid`)
    .leftJoin(regions, sql`'region:' || ${regions.code} = ${auditLines.chain}`)
    .where(
      and(chain, eq(auditLines.kind, "command"), sql`${body} ->> 'verb' = 'consent.access_lines'`),
    )
    .orderBy(desc(auditLines.at))
    .limit(INSPECTIONS);
  return rows.map(({ body: text, chain: of, seq, at, person, regionName }) => ({
    key: `${of}:${seq}`,
    at,
    person,
    regionName,
    ...Inspected.parse(JSON.parse(text)).detail,
  }));
});
export type ListedInspection = Awaited<ReturnType<typeof listInspections>>[number];
