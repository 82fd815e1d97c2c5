import { and, asc, count, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { authorisations, disclosures } from "#db/schema/consent.ts";
import { accounts } from "#db/schema/identity.ts";
import { enterprises } from "#db/schema/registry.ts";
import type { ActorOf } from "../access/model.ts";
import { chainOf, writeReceipt } from "../audit/index.ts";
import { timeText } from "../kernel/calendar.ts";
import { Refusal } from "../kernel/refusal.ts";
import { enterpriseOrganisation, notifyAll, type Message } from "../notify/index.ts";
import { command, query } from "../operation/index.ts";
import { disclosureStatuses } from "./model.ts";

export const DISCLOSURES_PER_PAGE = 50;

/** Where a page ended; one that cannot be read means the first page. */
const Cursor = z
  .string()
  .transform((text) => text.split("_"))
  .pipe(z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,15}$/)]))
  .optional()
  .catch(undefined);

/**
 * What the officer's institution was given and until when it may keep it. What is to be deleted comes
 * by its day, the most urgent first; the rest by the day it was given, the newest first.
 */
export const listDisclosures = query(
  "consent.list_institution",
  z.object({ status: z.enum(disclosureStatuses).catch("due"), after: Cursor }),
  async ({ db, actor }, { status, after }) => {
    const own = eq(disclosures.institutionId, actor.institutionId);
    const byDay = status === "due" ? disclosures.keepUntil : disclosures.at;
    const order = status === "due" ? asc : desc;
    const beyond = after
      ? sql`(${byDay}, ${disclosures.accessId}) ${sql.raw(status === "due" ? ">" : "<")} (${after[0]}::timestamptz, ${after[1]}::bigint)`
      : undefined;
    const rows = await db
      .select({
        uscc: disclosures.uscc,
        accessId: disclosures.accessId,
        enterpriseName: enterprises.name,
        authorisationNumber: authorisations.number,
        applicationId: disclosures.applicationId,
        at: disclosures.at,
        keepUntil: disclosures.keepUntil,
        status: disclosures.status,
        dueAt: disclosures.dueAt,
        dueReason: disclosures.dueReason,
        deletedAt: disclosures.deletedAt,
        deletedBy: accounts.displayName,
        receipt: disclosures.receipt,
      })
      .from(disclosures)
      .innerJoin(enterprises, eq(enterprises.uscc, disclosures.uscc))
      .leftJoin(authorisations, eq(authorisations.id, disclosures.authorisationId))
      .leftJoin(accounts, eq(accounts.id, disclosures.deletedBy))
      .where(and(own, eq(disclosures.status, status), beyond))
      .orderBy(order(byDay), order(disclosures.accessId))
      .limit(DISCLOSURES_PER_PAGE + 1);
    const page = rows.slice(0, DISCLOSURES_PER_PAGE);
    const last = rows.length > DISCLOSURES_PER_PAGE ? page.at(-1) : undefined;
    const end = last && (status === "due" ? last.keepUntil : last.at);
    return {
      status,
      page,
      after: last && end && `${end.toISOString()}_${last.accessId}`,
      counts: await countsOf(db, actor),
    };
  },
);
export type Disclosure = Awaited<ReturnType<typeof listDisclosures>>["page"][number];

async function countsOf(db: Db, { institutionId }: ActorOf<"loan_officer">) {
  const rows = await db
    .select({ status: disclosures.status, n: count() })
    .from(disclosures)
    .where(eq(disclosures.institutionId, institutionId))
    .groupBy(disclosures.status);
  const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0;
  return { held: of("held"), due: of("due"), deleted: of("deleted") };
}

/** Looks by their numbers, which name them whoever they are about. */
const Confirmation = z.object({
  accessIds: z
    .array(z.coerce.number().int().positive())
    .min(1, { error: "请至少选择一条要确认删除的记录。" })
    .max(DISCLOSURES_PER_PAGE)
    .transform((ids) => [...new Set(ids)].sort((one, other) => one - other)),
  agreed: z.literal("yes", { error: "请先确认本机构已删除所选数据的全部副本。" }),
});

/** What came of it: the receipt under which the audit log holds the institution's word. */
export type Deletion = Readonly<{ receipt: string | null; deleted: number; already: number }>;

/**
 * The institution gives its word that it has deleted what it no longer may keep; the word is a receipt
 * in its chain of the audit log, and each enterprise is told. Saying it twice is the same as once.
 */
export const confirmDeletion = command(
  "consent.delete_data",
  Confirmation,
  async ({ db, actor, now }, { accessIds }) => {
    const rows = await lockOwn(db, actor, accessIds);
    if (rows.length < accessIds.length)
      throw new Refusal(
        "not_found",
        "consent.disclosure_not_found",
        "未找到所选的记录，请刷新页面后重试。",
      );
    const held = rows.find(({ status }) => status === "held");
    if (held) {
      throw new Refusal(
        "conflict",
        "consent.disclosure_held",
        `所选记录中有仍在保存期内的（保存至 ${timeText(held.keepUntil)}），到期后再确认删除。`,
      );
    }
    const due = rows.filter(({ status }) => status === "due");
    await notifyAll(db, deletionMessages(actor, due, now));
    const receipt = due.length === 0 ? null : await deleteWithReceipt(db, actor, due, now);
    const result: Deletion = { receipt, deleted: due.length, already: rows.length - due.length };
    const detail = { receipt, accessIds: due.map(({ accessId }) => accessId) };
    return { result, audit: { entity: "disclosure", entityId: actor.institutionId, detail } };
  },
);

type Locked = Awaited<ReturnType<typeof lockOwn>>[number];

/** In the order of their numbers, so that two who confirm at once do not wait for each other in a ring. */
const lockOwn = (db: Db, actor: ActorOf<"loan_officer">, accessIds: readonly number[]) =>
  db
    .select({
      uscc: disclosures.uscc,
      accessId: disclosures.accessId,
      authorisationId: disclosures.authorisationId,
      at: disclosures.at,
      keepUntil: disclosures.keepUntil,
      status: disclosures.status,
    })
    .from(disclosures)
    .where(
      and(
        eq(disclosures.institutionId, actor.institutionId),
        inArray(disclosures.accessId, [...accessIds]),
      ),
    )
    .orderBy(disclosures.accessId)
    .for("update");

async function deleteWithReceipt(
  db: Db,
  actor: ActorOf<"loan_officer">,
  due: readonly Locked[],
  now: Date,
): Promise<string> {
  const receipt = await writeReceipt(db, chainOf(actor), {
    statement: "本机构已删除下列查询所得企业数据的全部副本。",
    actorId: actor.accountId,
    institutionId: actor.institutionId,
    at: now,
    disclosures: due.map(({ status: _, ...disclosure }) => disclosure),
  });
  // After the receipt, whose number it needs; the rows are locked already, so nothing is waited for.
  await db
    .update(disclosures)
    .set({ status: "deleted", deletedAt: now, deletedBy: actor.accountId, receipt })
    .where(
      and(
        eq(disclosures.institutionId, actor.institutionId),
        inArray(
          disclosures.accessId,
          due.map(({ accessId }) => accessId),
        ),
      ),
    );
  return receipt;
}

/** One message to each enterprise that something was deleted of. */
function deletionMessages(
  actor: ActorOf<"loan_officer">,
  due: readonly Locked[],
  now: Date,
): Message[] {
  return [...Map.groupBy(due, ({ uscc }) => uscc)].map(([uscc, own]) => ({
    organisation: enterpriseOrganisation(uscc),
    kind: "data_deleted",
    subject: `${actor.organisationName}已确认删除本企业数据`,
    body: `${actor.organisationName}确认已删除其 ${own.length} 次查询所得的本企业数据的全部副本（查询时间：${own.map(({ at }) => timeText(at)).join("、")}）。确认已留痕，可作为凭据。`,
    href: "/enterprise/access-log",
    // A look is deleted once, so the greatest of these names this deletion and no other.
    onceKey: `disclosure:${Math.max(...own.map(({ accessId }) => accessId))}:deleted`,
    now,
  }));
}
