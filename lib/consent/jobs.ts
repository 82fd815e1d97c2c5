import { sql as text, type SQL } from "drizzle-orm";
import { database, type Db, type Sql } from "#db/client.ts";
import {
  enterpriseOrganisation,
  institutionOrganisation,
  notifyAll,
  type Message,
} from "../notify/index.ts";
import { PLATFORM_NAME } from "./artefact.ts";

/**
 * What time alone changes. Each job takes the rows that are due, skips those that somebody holds at
 * this moment, and does one portion a transaction: it can be killed, run twice at once or run again.
 */
const PORTION = 500;
/** How long before its end an authorisation is announced. */
export const ANNOUNCE_DAYS = 7;

/** Writes down which authorisations and requests have run out. Until then `standingOf` and the gate say so. */
export async function expireAuthorisations(sql: Sql, now: Date): Promise<{ expired: number }> {
  const expired = await inPortions(sql, now, async (db, at) => {
    // The function asks again, so a row that was withdrawn meanwhile is left as it is.
    const rows = await db.execute(text`
      with due as materialized (
        select id from consent.authorisation
        where status in ('agreed', 'paused', 'requested') and ends_at <= ${at}
        order by ends_at limit ${PORTION} for update skip locked
      )
      select consent.expire(id, ${at}) from due`);
    return rows.length;
  });
  return { expired };
}

type Ending = {
  id: string;
  number: string;
  uscc: string;
  enterprise: string;
  institutionId: string | null;
  institution: string | null;
  /** `2026-11-28 00:00`, Shanghai time. */
  ends: string;
};

/** Tells both sides, once, that an authorisation ends within the week. */
export async function announceExpiry(sql: Sql, now: Date): Promise<{ announced: number }> {
  const announced = await inPortions(sql, now, async (db, at) => {
    const rows = await db.execute<Ending>(text`
      with due as materialized (
        select id from consent.authorisation
        where status in ('agreed', 'paused') and expiry_announced_at is null
          and ends_at > ${at} and ends_at <= ${at} + make_interval(days => ${ANNOUNCE_DAYS})
        order by ends_at limit ${PORTION} for update skip locked
      )
      update consent.authorisation a set expiry_announced_at = ${at} from due where a.id = due.id
      returning a.id, a.number, a.uscc, a.institution_id as "institutionId",
        to_char(a.ends_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as ends,
        (select e.name from registry.enterprise e where e.uscc = a.uscc) as enterprise,
        (select i.name from registry.institution i where i.id = a.institution_id) as institution`);
    await notifyAll(
      db,
      rows.flatMap((row) => announcements(row, now)),
    );
    return rows.length;
  });
  return { announced };
}

function announcements(ending: Ending, now: Date): Message[] {
  const { id, number, uscc, enterprise, institutionId, institution, ends } = ending;
  const common = {
    kind: "authorisation_ending",
    onceKey: `authorisation:${id}:ending`,
    now,
  } as const;
  const grantee = institution ?? PLATFORM_NAME;
  const toEnterprise: Message = {
    ...common,
    organisation: enterpriseOrganisation(uscc),
    subject: `授权即将到期：${grantee}`,
    body: `授权 ${number} 将于 ${ends} 到期，到期后${grantee}不能再据此查询本企业数据。仍需使用的，请重新签署一份授权；不再需要的，无需操作。`,
    href: `/enterprise/authorisations/${id}`,
  };
  if (institutionId === null) return [toEnterprise];
  const toInstitution: Message = {
    ...common,
    organisation: institutionOrganisation(institutionId),
    subject: `授权即将到期：${enterprise}`,
    body: `${enterprise}的授权 ${number} 将于 ${ends} 到期，到期后不能再据此查询该企业数据。仍需使用的，请联系企业重新授权。`,
    href: "/institution/authorisations",
  };
  return [toEnterprise, toInstitution];
}

type Due = { accessId: number; institutionId: string };

/**
 * What may no longer be kept: the institution is asked to delete its copies and to confirm it, and our
 * own copy of the facts is blanked, also of what fell due otherwise, such as by a withdrawal.
 */
export async function markDataLife(
  sql: Sql,
  now: Date,
): Promise<{ due: number; scoresBlanked: number }> {
  let scoresBlanked = 0;
  const due = await inPortions(sql, now, async (db, at) => {
    const rows = await db.execute<Due>(text`
      with ended as materialized (
        select uscc, access_id from consent.disclosure
        where status = 'held' and keep_until <= ${at}
        order by keep_until limit ${PORTION} for update skip locked
      )
      update consent.disclosure d set status = 'due', due_at = ${at}, due_reason = '约定的保存期限已届满'
      from ended where d.uscc = ended.uscc and d.access_id = ended.access_id
      returning d.access_id as "accessId", d.institution_id as "institutionId"`);
    const byInstitution = Map.groupBy(rows, ({ institutionId }) => institutionId);
    await notifyAll(
      db,
      [...byInstitution].map(([institutionId, own]) => dataDue(institutionId, own, now)),
    );
    const [forgotten] = await db.execute<{ n: number }>(
      text`select scoring.forget_ended(${at}) as n`,
    );
    scoresBlanked += forgotten?.n ?? 0;
    return rows.length;
  });
  return { due, scoresBlanked };
}

function dataDue(institutionId: string, own: readonly Due[], now: Date): Message {
  // Each look is marked once, so the greatest of these names this asking and no other.
  const last = Math.max(...own.map(({ accessId }) => accessId));
  return {
    organisation: institutionOrganisation(institutionId),
    kind: "data_due",
    subject: `${own.length} 笔企业数据保存期限届满，请删除并确认`,
    body: `依授权约定，${own.length} 次查询所得的企业数据保存期限已届满。请删除本机构留存的副本（含报告、截图与导出文件），并在“数据保存与删除”中确认。平台留存的评分输入已清除。`,
    href: "/institution/disclosures",
    onceKey: `disclosure:${last}:due`,
    now,
  };
}

/** Portion after portion, each in its own transaction, until one is not full. */
async function inPortions(
  sql: Sql,
  now: Date,
  work: (db: Db, at: SQL) => Promise<number>,
): Promise<number> {
  const at = text`${now.toISOString()}::timestamptz`;
  let total = 0;
  for (;;) {
    const done = await database(sql).transaction((db) => work(db, at));
    total += done;
    if (done < PORTION) return total;
  }
}
