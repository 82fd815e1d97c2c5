import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { pulls, pullSources } from "#db/schema/intake.ts";
import type { ActorOf } from "../../access/model.ts";
import { standingLabels, standingOf } from "../../consent/model.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { command } from "../../operation/index.ts";
import { catalogue, isItemId, itemNames, itemOf, type ItemId } from "../catalogue.ts";

type Asking = ActorOf<"loan_officer" | "enterprise">;

/** An item that a department can be asked about for one enterprise. */
export const isPullable = (id: ItemId): boolean => itemOf(id).sharing !== "upload";

const Ask = z.object({
  /** Made up by the caller: the same one again is the same pull. */
  pullId: z.uuid(),
  /** null: for an enterprise, the authorisation that it gave the platform. */
  authorisationId: z.uuid().nullish(),
  /** null: everything that the authorisation covers and a department can be asked about. */
  items: z
    .array(z.string().refine(isItemId, { error: "没有这个数据项。" }))
    .min(1)
    .max(60)
    .nullish(),
});

/**
 * Asks departments about one enterprise, under a live authorisation: a loan officer under one given to
 * the institution, an enterprise about itself. Nothing is disclosed by it: what comes lands as records,
 * and is read through the gate.
 */
export const requestPull = command(
  "intake.pull",
  Ask,
  async ({ db, actor, now }, { pullId, authorisationId, items }) => {
    const authorisation = await groundOf(db, actor, authorisationId ?? null);
    const standing = standingOf(authorisation, now);
    if (standing !== "in_force") {
      throw new Refusal(
        "conflict",
        "intake.pull_not_in_force",
        `授权${standingLabels[standing]}，不能向部门查询。请先由企业重新授权。`,
      );
    }
    const { uscc } = authorisation;
    const wanted = itemsOf(authorisation.items, items ?? null);
    const created = await db
      .insert(pulls)
      .values({
        id: pullId,
        uscc,
        authorisationId: authorisation.id,
        requestedBy: actor.accountId,
        requestedAt: now,
      })
      .onConflictDoNothing()
      .returning({ id: pulls.id });
    if (created.length === 0) await refuseForeign(db, pullId, actor);
    else {
      await db
        .insert(pullSources)
        .values(
          wanted.map((itemId) => ({ pullId, itemId, status: "pending" as const, updatedAt: now })),
        );
    }
    return {
      result: { pullId },
      audit: {
        entity: "pull",
        entityId: pullId,
        detail: { uscc, authorisation: authorisation.number, items: wanted },
      },
    };
  },
);

/** An id that is taken is the caller's own pull, sent again; anybody else's is not found. */
async function refuseForeign(db: Db, pullId: string, actor: Asking): Promise<void> {
  const [own] = await db
    .select({ id: pulls.id })
    .from(pulls)
    .where(and(eq(pulls.id, pullId), eq(pulls.requestedBy, actor.accountId)));
  if (!own) throw new Refusal("not_found", "intake.no_pull", "未找到该次查询。");
}

const groundColumns = {
  id: authorisations.id,
  number: authorisations.number,
  uscc: authorisations.uscc,
  items: authorisations.items,
  status: authorisations.status,
  startsAt: authorisations.startsAt,
  endsAt: authorisations.endsAt,
  usedQueries: authorisations.usedQueries,
  maximumQueries: authorisations.maximumQueries,
} as const;

/** The authorisation that the actor may ask under; anybody else's is not found. */
export async function groundOf(db: Db, actor: Asking, authorisationId: string | null) {
  const mine =
    actor.role === "enterprise"
      ? eq(authorisations.uscc, actor.uscc)
      : eq(authorisations.institutionId, actor.institutionId);
  const which =
    authorisationId !== null
      ? eq(authorisations.id, authorisationId)
      : actor.role === "enterprise"
        ? isNull(authorisations.institutionId)
        : sql`false`;
  const [found] = await db
    .select(groundColumns)
    .from(authorisations)
    .where(and(mine, which))
    .orderBy(sql`${authorisations.status} = 'agreed' desc`, desc(authorisations.signedAt))
    .limit(1);
  if (!found) throw new Refusal("not_found", "intake.pull_no_authorisation", "未找到该授权。");
  return found;
}

/** All that an authorisation covers and a department can be asked about, in the catalogue's order. */
export const pullableOf = (covered: readonly string[]): readonly ItemId[] =>
  catalogue.map(({ id }) => id).filter((id) => covered.includes(id) && isPullable(id));

function itemsOf(covered: readonly string[], asked: readonly ItemId[] | null): readonly ItemId[] {
  const isOpen = (id: ItemId) => covered.includes(id) || itemOf(id).sharing === "public";
  const wanted = asked === null ? pullableOf(covered) : [...new Set(asked)];
  const closed = wanted.filter((id) => !isOpen(id));
  if (closed.length > 0) {
    throw beyond("intake.pull_not_covered", `授权未包含：${itemNames(closed).join("、")}。`);
  }
  const silent = wanted.filter((id) => !isPullable(id));
  if (silent.length > 0) {
    throw beyond("intake.pull_not_offered", `不提供按户查询：${itemNames(silent).join("、")}。`);
  }
  if (wanted.length === 0) {
    throw beyond("intake.pull_nothing", "该授权没有可按户查询的数据项。");
  }
  return wanted;
}

const beyond = (reason: string, message: string) =>
  new Refusal("invalid", reason, message, { fields: [{ path: "items", message }] });
