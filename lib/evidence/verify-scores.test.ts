import { expect, test } from "vitest";
import { anEnterprise, oddCard } from "../scoring/factory.ts";
import { bankTax1, hashOf, score } from "../scoring/index.ts";
import type { Scorecard } from "../scoring/model.ts";
import { newId } from "../kernel/ids.ts";
import { scoresCheck } from "./verify-scores.ts";

const facts = anEnterprise(3);

function scored(card: Scorecard, brought?: unknown) {
  const { total, grade, ...result } = score(card, facts);
  return {
    id: newId(),
    accessId: 1,
    cardId: card.id,
    cardVersion: card.version,
    cardHash: hashOf(card),
    scoredAt: "2026-11-21T00:00:00.000Z",
    total,
    grade,
    facts,
    // As it comes out of the bundle's JSON.
    result: JSON.parse(JSON.stringify({ total, grade, ...result })) as Record<string, unknown>,
    ...(brought === undefined ? {} : { card: brought }),
  };
}
const changed = (card: Scorecard): Scorecard => ({ ...card, initialScore: card.initialScore + 1 });

test("a score by a card that the bundle brings along is computed again, fractions and all", () => {
  const document: unknown = JSON.parse(JSON.stringify(oddCard));
  expect(scoresCheck([scored(oddCard, document), scored(bankTax1)])).toMatchObject({
    ok: true,
    detail: "2 份评分重算结果逐位一致",
  });
});

test("a card that is not the one that the score names is found out", () => {
  expect(scoresCheck([scored(oddCard, changed(oddCard))]).ok).toBe(false);
});

test("without the card it says that it did not compute", () => {
  expect(scoresCheck([scored(oddCard)]).detail).toContain("不在本程序之内");
  expect(scoresCheck([scored(oddCard, { nonsense: true })]).detail).toContain("不在本程序之内");
});
