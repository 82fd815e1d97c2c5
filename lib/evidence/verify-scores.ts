import { z } from "zod";
import type { IndicatorValues } from "../credit/indicators.ts";
import { indicators } from "../credit/indicators.ts";
import { canonicalJson } from "../kernel/canonical-json.ts";
import {
  bankTax1,
  hashOf,
  limitedBy,
  LimitFigures,
  limitPolicyHash,
  parseScorecard,
  score,
} from "../scoring/index.ts";
import type { OwnLimitPolicy, Scorecard } from "../scoring/model.ts";
import type { Scores } from "./contents.ts";
import type { EvidenceCheck } from "./verify-bundle.ts";

/** The cards that this program knows by itself, by their hash. */
const cards: ReadonlyMap<string, Scorecard> = new Map(
  [bankTax1].map((card) => [hashOf(card), card]),
);

/** Computes every score again from its inputs and its card; the outcome must be the same bit for bit. */
export function scoresCheck(scores: Scores | null): EvidenceCheck {
  const name = "scores";
  if (!scores) return { name, ok: false, detail: "scores.json 缺失或无法读取" };
  const outcomes = scores.map((one) => ({ id: one.id, outcome: recomputed(one) }));
  const wrong = outcomes.find(({ outcome }) => outcome === "differs");
  if (wrong) return { name, ok: false, detail: `评分 ${wrong.id} 由其输入数据重算的结果不一致` };
  const count = (which: Outcome) => outcomes.filter(({ outcome }) => outcome === which).length;
  const words = [
    `${count("same")} 份评分重算结果逐位一致`,
    ...[
      [count("no_facts"), "份的输入数据保存期已满、已删除，未重算"] as const,
      [count("no_card"), "份所用的评分卡不在本程序之内，未重算"] as const,
    ].flatMap(([number, what]) => (number > 0 ? [`${number} ${what}`] : [])),
  ];
  return { name, ok: true, detail: words.join("；") };
}

type Outcome = "same" | "differs" | "no_facts" | "no_card";

function recomputed({
  facts,
  result,
  cardHash,
  cardId,
  cardVersion,
  card: document,
  total,
  grade,
}: Scores[number]): Outcome {
  if (result["total"] !== total || result["grade"] !== grade) return "differs";
  if (facts === null) return "no_facts";
  const card = cards.get(cardHash) ?? cardIn(document);
  if (!card) return "no_card";
  if (hashOf(card) !== cardHash || card.id !== cardId || card.version !== cardVersion)
    return "differs";
  // A fact that the inputs do not name is unknown; the indicators are checked by name alone, since
  // whatever else is in a value shows in the comparison.
  const known = Object.fromEntries(indicators.map(({ id }) => [id, facts[id] ?? null]));
  const values = known as IndicatorValues; // One entry for each id.
  const policy = policyIn(result);
  if (policy === "altered") return "differs";
  const again = limitedBy(score(card, values), policy, values);
  return canonicalJson(again) === canonicalJson(result) ? "same" : "differs";
}

const Policy = z.object({
  limit: z.object({
    policy: z
      .strictObject({
        institutionId: z.string(),
        version: z.int(),
        validFrom: z.string(),
        figures: LimitFigures,
        hash: z.string(),
      })
      .optional(),
  }),
});

/** The institution's own policy that the result brings along; its hash is of all that it says. */
function policyIn(result: Scores[number]["result"]): OwnLimitPolicy | null | "altered" {
  const parsed = Policy.safeParse(result);
  if (!parsed.success) return "altered";
  const { policy } = parsed.data.limit;
  if (!policy) return null;
  return limitPolicyHash(policy) === policy.hash ? policy : "altered";
}

/** The card that the bundle brings along; one that cannot be read is as good as none. */
function cardIn(document: unknown): Scorecard | null {
  if (document === undefined || document === null) return null;
  try {
    return parseScorecard(document);
  } catch {
    return null;
  }
}
