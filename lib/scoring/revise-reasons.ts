import { and, eq, max } from "drizzle-orm";
import { z } from "zod";
import { cards } from "#db/schema/scoring.ts";
import { Refusal } from "../kernel/refusal.ts";
import { command } from "../operation/index.ts";
import { draftCard } from "./commands.ts";
import type { Reason, Scorecard } from "./model.ts";
import { parseScorecard } from "./parse.ts";
import { cardNotFound, visibleTo } from "./queries.ts";

const words = (label: string) => z.string().trim().max(500, `${label}最多 500 字。`);

/**
 * Gives a draft's reason codes their text and remedy, as cards from elsewhere come without. A card
 * never changes, so that this is its next version, a draft as well. A reason may be left without words;
 * then the draft still cannot be published.
 */
export const reviseReasons = command(
  "card.draft",
  z.object({
    id: z.uuid(),
    reasons: z
      .array(
        z.object({ code: z.string().max(200), text: words("原因"), remedy: words("改进建议") }),
      )
      .max(5000),
  }),
  async (call, { id, reasons }) => {
    const { db, actor } = call;
    const [row] = await db
      .select({ status: cards.status, cardId: cards.cardId, document: cards.document })
      .from(cards)
      .where(and(eq(cards.id, id), visibleTo(actor)));
    if (!row) throw cardNotFound();
    if (row.status !== "draft")
      throw new Refusal("conflict", "card.not_draft", "只有草稿可以补充原因，请刷新后再看。");
    const card = withReasons(parseScorecard(row.document), reasons);
    const [last] = await db
      .select({ version: max(cards.version) })
      .from(cards)
      .where(and(eq(cards.cardId, row.cardId), visibleTo(actor)));
    const version = (last?.version ?? card.version) + 1;
    const text = JSON.stringify({ ...card, version });
    const drafted = await draftCard(call, { format: "json", text });
    return {
      result: { id: drafted.id, version },
      audit: { entity: "card", entityId: id, detail: { revisedAs: drafted.id, version } },
    };
  },
);

function withReasons(card: Scorecard, given: readonly Reason[]): Scorecard {
  const byCode = new Map(given.map((reason) => [reason.code, reason]));
  const reasons = card.reasons.map((reason) => byCode.get(reason.code) ?? reason);
  const same = reasons.every(({ text, remedy }, at) => {
    const before = card.reasons[at];
    return before?.text === text && before.remedy === remedy;
  });
  if (same)
    throw new Refusal("invalid", "card.nothing_revised", "没有改动，请填写原因与改进建议后再存。");
  return { ...card, reasons };
}
