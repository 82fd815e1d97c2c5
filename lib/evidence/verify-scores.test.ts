import { expect, test } from "vitest";
import { anEnterprise, oddCard } from "../scoring/factory.ts";
import { bankTax1, hashOf, limitedBy, limitPolicyHash, score } from "../scoring/index.ts";
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

test("a limit by an institution's own policy is computed again from the figures that it brings", () => {
  const own = { institutionId: newId(), version: 2, validFrom: "2026-11-01" };
  const given = score(bankTax1, facts);
  const figures = {
    gradeCapFen: { [given.grade]: 30_000_000 },
    taxMultiple: 3,
    salesShareBps: 1000,
    repaymentShareBps: 2000,
    repaymentYears: 2,
  };
  const policy = { ...own, figures, hash: limitPolicyHash({ ...own, figures }) };
  const limited = (by: typeof policy) => ({
    ...scored(bankTax1),
    result: JSON.parse(JSON.stringify(limitedBy(given, by, facts))) as Record<string, unknown>,
  });
  expect(scoresCheck([limited(policy)]).ok).toBe(true);
  // The limit is worked out from the figures, but they are not those that the hash names.
  const altered = { ...policy, figures: { ...figures, taxMultiple: 9 } };
  expect(scoresCheck([limited(altered)]).ok).toBe(false);
});

test("without the card it says that it did not compute", () => {
  expect(scoresCheck([scored(oddCard)]).detail).toContain("不在本程序之内");
  expect(scoresCheck([scored(oddCard, { nonsense: true })]).detail).toContain("不在本程序之内");
});
