import { expect, test } from "vitest";
import { textOfPdf } from "../testing/pdf.ts";
import { bankTax1 } from "./cards/bank-tax-1.ts";
import { committeePdf } from "./committee.ts";
import { oddCard } from "./factory.ts";
import { hashOf } from "./hash.ts";
import type { Scorecard } from "./model.ts";
import { problemsOf } from "./problems.ts";
import { cardRows } from "./words.ts";

const read = (card: Scorecard) => ({
  id: "built-in",
  hash: hashOf(card),
  status: "submitted" as const,
  createdAt: new Date("2026-11-21T00:00:00Z"),
  card,
  events: [
    {
      number: 1,
      kind: "submit" as const,
      status: "submitted" as const,
      accountId: "a",
      by: "林知远",
      note: "首次发布",
      at: new Date("2026-11-21T02:00:00Z"),
    },
  ],
  months: [],
  problems: problemsOf(card),
  steps: [],
  lastWasOwn: false,
});

test("the committee reads every bin, veto, grade and step, and the card's hash", async () => {
  const text = textOfPdf(await committeePdf(read(bankTax1)));
  for (const words of [
    hashOf(bankTax1),
    "≥ 0.50 万元 且 < 1 万元",
    "纳税信用级别为 D 级",
    "A（优）：740 分及以上",
    "林知远 提交发布 （首次发布）",
    "发布检查：通过",
  ])
    expect(text.replace(/\s+/g, "")).toContain(words.replace(/\s+/g, ""));
});

test("a card's predicates and computed words read as Chinese", () => {
  const rows = cardRows(oddCard);
  expect(rows.map(({ when }) => when)).toContain(
    "（成立月数 ≥ 24 个月） 异或 （近24个月行政处罚次数 ≥ 1 次）",
  );
  expect(rows).toHaveLength(
    oddCard.characteristics.reduce((sum, { attributes }) => sum + attributes.length, 0),
  );
});
