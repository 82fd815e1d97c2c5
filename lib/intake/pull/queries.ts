import { and, asc, desc, eq, type SQL } from "drizzle-orm";
import { z } from "zod";
import { authorisations } from "#db/schema/consent.ts";
import { items, pulls, pullSources } from "#db/schema/intake.ts";
import { departments, enterprises } from "#db/schema/registry.ts";
import type { ActorOf } from "../../access/model.ts";
import { standingOf } from "../../consent/model.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { query } from "../../operation/index.ts";
import { itemNames } from "../catalogue.ts";
import { groundOf, pullableOf } from "./request.ts";

/** Pulls about the enterprise itself, and those under authorisations given to the institution. */
const visibleTo = (actor: ActorOf<"loan_officer" | "enterprise">): SQL | undefined =>
  actor.role === "enterprise"
    ? and(eq(pulls.uscc, actor.uscc), eq(authorisations.uscc, actor.uscc))
    : eq(authorisations.institutionId, actor.institutionId);

const source = {
  itemId: pullSources.itemId,
  itemName: items.name,
  departmentName: departments.name,
  status: pullSources.status,
  attempts: pullSources.attempts,
  reason: pullSources.reason,
  updatedAt: pullSources.updatedAt,
} as const;

/** One pull, each source with where it stands. */
export const readPull = query(
  "intake.pull",
  z.object({ pullId: z.uuid() }),
  async ({ db, actor }, { pullId }) => {
    const [pull] = await db
      .select({ id: pulls.id, uscc: pulls.uscc, requestedAt: pulls.requestedAt })
      .from(pulls)
      .innerJoin(authorisations, eq(authorisations.id, pulls.authorisationId))
      .where(and(eq(pulls.id, pullId), visibleTo(actor)));
    if (!pull) throw new Refusal("not_found", "intake.no_pull", "未找到该次查询。");
    const sources = await db
      .select(source)
      .from(pullSources)
      .innerJoin(items, eq(items.id, pullSources.itemId))
      .innerJoin(departments, eq(departments.id, items.departmentId))
      .where(eq(pullSources.pullId, pullId))
      .orderBy(asc(departments.name), asc(items.name));
    return { ...pull, sources };
  },
);
export type PullView = Awaited<ReturnType<typeof readPull>>;

/** What a person may ask departments under, and what came of the last time; for the page that offers it. */
export const readPullGround = query(
  "intake.pull",
  z.object({ authorisationId: z.uuid().nullish() }),
  async ({ db, actor, now }, { authorisationId }) => {
    const ground = await groundOf(db, actor, authorisationId ?? null);
    const [enterprise] = await db
      .select({ name: enterprises.name })
      .from(enterprises)
      .where(eq(enterprises.uscc, ground.uscc));
    const [latest] = await db
      .select({ id: pulls.id })
      .from(pulls)
      .where(eq(pulls.authorisationId, ground.id))
      .orderBy(desc(pulls.requestedAt))
      .limit(1);
    return {
      authorisationId: ground.id,
      authorisationNumber: ground.number,
      uscc: ground.uscc,
      enterpriseName: enterprise?.name ?? "",
      standing: standingOf(ground, now),
      itemNames: itemNames(pullableOf(ground.items)),
      latestPullId: latest?.id ?? null,
    };
  },
);
export type PullGround = Awaited<ReturnType<typeof readPullGround>>;
