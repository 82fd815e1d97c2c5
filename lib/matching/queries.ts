import { and, desc, eq, lt } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { demands } from "#db/schema/matching.ts";
import type { ActorOf } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import { query, type Call } from "../operation/index.ts";
import { demandNotFound } from "./commands.ts";

const columns = {
  id: demands.id,
  number: demands.number,
  uscc: demands.uscc,
  amountFen: demands.amountFen,
  termMonths: demands.termMonths,
  maximumRateBps: demands.maximumRateBps,
  purpose: demands.purpose,
  guaranteeKind: demands.guaranteeKind,
  note: demands.note,
  status: demands.status,
  postedAt: demands.postedAt,
  closedAt: demands.closedAt,
} as const;

/** One demand, whoever's; null when there is none. For rooms that have checked who asks. */
export async function readDemand(db: Db, demandId: string) {
  const [row] = await db.select(columns).from(demands).where(eq(demands.id, demandId));
  return row ?? null;
}
export type Demand = NonNullable<Awaited<ReturnType<typeof readDemand>>>;

const PAGE_SIZE = 25;

/** The enterprise's demands, newest first. */
export const listOwnDemands = query(
  "demand.list_own",
  z.object({ before: z.iso.datetime().optional().catch(undefined) }),
  async ({ db, actor }, { before }) => {
    const earlier = before ? lt(demands.postedAt, new Date(before)) : undefined;
    const rows = await db
      .select(columns)
      .from(demands)
      .where(and(eq(demands.uscc, actor.uscc), earlier))
      .orderBy(desc(demands.postedAt))
      .limit(PAGE_SIZE + 1);
    const page = rows.slice(0, PAGE_SIZE);
    const more = rows.length > PAGE_SIZE;
    return { page, before: more ? page.at(-1)?.postedAt.toISOString() : undefined };
  },
);

/** One of the enterprise's own demands. */
export const readOwnDemand = query(
  "demand.list_own",
  z.object({ demandId: z.uuid() }),
  ({ db, actor }, { demandId }) => ownDemand(db, actor, demandId),
);

export async function ownDemand(db: Db, actor: ActorOf<"enterprise">, demandId: string) {
  const demand = await readDemand(db, demandId);
  if (demand?.uscc !== actor.uscc) throw demandNotFound();
  return demand;
}

/** The enterprise's own demand, if it still asks for offers. */
export async function readOwnOpenDemand(
  { db, actor }: Call<ActorOf<"enterprise">>,
  demandId: string,
): Promise<Demand> {
  const demand = await ownDemand(db, actor, demandId);
  if (demand.status === "open") return demand;
  throw demandClosed();
}

export const demandClosed = () =>
  new Refusal("conflict", "demand.closed", "该需求已关闭。请发布新的融资需求后再匹配和申请。");
