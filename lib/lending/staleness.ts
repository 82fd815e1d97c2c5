import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { authorisations } from "#db/schema/consent.ts";
import { standingLabels, standingOf, type Standing } from "../consent/model.ts";
import { itemNames } from "../intake/catalogue.ts";
import { dayOf, timeText } from "../kernel/calendar.ts";
import { productVersion } from "../products/index.ts";
import { limitPolicyFor } from "../scoring/index.ts";
import { cardsFor } from "./card.ts";
import { coverFor } from "./cover.ts";
import type { StoredScore } from "./scores.ts";

/** How long a decision may rest on a score, in hours, where nothing else ends it before. */
export const SCORE_HOURS = 24;

/** Why no decision may rest on a score any more. */
export type StaleCause =
  | Readonly<{ kind: "age" }>
  /** What it was given from was deleted, because its time was over or its authorisation withdrawn. */
  | Readonly<{ kind: "facts_deleted" }>
  /** Records that the look covered have changed; `at`: the newest change. */
  | Readonly<{ kind: "data"; items: readonly string[]; at: Date }>
  /** The authorisation of the look holds no longer. Null: the score is from before it was kept. */
  | Readonly<{ kind: "authorisation"; standing: Standing | null }>
  /** The enterprise has signed another one since, of other items. */
  | Readonly<{ kind: "other_items"; number: string }>
  | Readonly<{ kind: "card" }>
  | Readonly<{ kind: "limit_policy" }>;

type Applied = Readonly<{ uscc: string; institutionId: string; productVersionId: string }>;
type Asked = Readonly<{ application: Applied; score: StoredScore; now: Date }>;

/**
 * All that stands against resting a decision on a score at this moment; none: it may. Asked when the
 * page is drawn and again in the transaction of the decision. A batch that commits after the question
 * has come after the decision.
 */
export async function staleCauses(
  db: Db,
  { application, score, now }: Asked,
): Promise<readonly StaleCause[]> {
  const age = now.getTime() - score.scoredAt.getTime();
  const { champion } = await cardsFor(db, application.institutionId, now);
  const policy = await limitPolicyFor(db, application.institutionId, champion.card, dayOf(now));
  return [
    ...(age >= SCORE_HOURS * 3_600_000 ? [{ kind: "age" } as const] : []),
    ...(score.factsDeletedAt === null ? [] : [{ kind: "facts_deleted" } as const]),
    ...(await dataCauses(db, score.id)),
    ...(await authorisationCauses(db, { application, score, now })),
    ...(score.cardHash === champion.hash ? [] : [{ kind: "card" } as const]),
    ...(score.limitPolicyHash === (policy?.hash ?? null)
      ? []
      : [{ kind: "limit_policy" } as const]),
  ];
}

async function dataCauses(db: Db, scoreId: string): Promise<readonly StaleCause[]> {
  const changes = await db.execute<{ item: string; at: string }>(
    sql`select item, changed_at as at from scoring.data_changed_since(${scoreId})`,
  );
  const [newest] = changes;
  if (!newest) return [];
  return [{ kind: "data", items: changes.map(({ item }) => item), at: new Date(newest.at) }];
}

async function authorisationCauses(
  db: Db,
  { application, score, now }: Asked,
): Promise<readonly StaleCause[]> {
  if (score.authorisationId === null) return [{ kind: "authorisation", standing: null }];
  const [used] = await db
    .select({
      items: authorisations.items,
      status: authorisations.status,
      startsAt: authorisations.startsAt,
      endsAt: authorisations.endsAt,
      usedQueries: authorisations.usedQueries,
      maximumQueries: authorisations.maximumQueries,
    })
    .from(authorisations)
    .where(eq(authorisations.id, score.authorisationId));
  if (!used) throw new Error("a score without its authorisation");
  const standing =
    now >= used.endsAt && used.status === "used_up" ? "expired" : standingOf(used, now);
  // Its queries may be used up: they were used for this.
  if (standing !== "in_force" && standing !== "used_up")
    return [{ kind: "authorisation", standing }];
  const product = await productVersion(db, application.productVersionId);
  if (!product) throw new Error("an application without its product");
  const cover = await coverFor(db, { uscc: application.uscc, product, now });
  const newest = cover.authorisation;
  if (newest === null || newest.id === score.authorisationId) return [];
  const same = [...newest.items].sort().join() === [...used.items].sort().join();
  return same ? [] : [{ kind: "other_items", number: newest.number }];
}

/** A cause as a sentence for the officer. */
export function staleText(cause: StaleCause): string {
  switch (cause.kind) {
    case "age":
      return `评分已超过 ${SCORE_HOURS} 小时。`;
    case "facts_deleted":
      return "评分所依据的数据已到期或应企业要求删除。";
    case "data":
      return `评分后数据有更新：${itemNames(cause.items).join("、")}（最近 ${timeText(cause.at)}）。`;
    case "authorisation":
      return cause.standing === null
        ? "评分没有记录所依据的授权。"
        : `评分所依据的授权${standingLabels[cause.standing]}。`;
    case "other_items":
      return `企业签署了数据项不同的新授权 ${cause.number}。`;
    case "card":
      return "在用的评分卡已更换。";
    case "limit_policy":
      return "本机构的额度政策已更换。";
  }
}
