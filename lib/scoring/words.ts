import { platformFacts } from "./facts.ts";
import {
  measureText,
  type Characteristic,
  type Condition,
  type Expression,
  type FactDictionary,
  type Predicate,
  type Scorecard,
  type Veto,
} from "./model.ts";

/** One attribute of a card as people read it. */
export type CardRow = Readonly<{
  key: string;
  /** The characteristic's name, on its first row alone. */
  label: string;
  dimension: string;
  when: string;
  points: string;
  baseline: string | null;
  reason: string;
}>;

/** Every attribute of the card in its order. */
export const cardRows = (
  card: Scorecard,
  dictionary: FactDictionary = platformFacts,
): readonly CardRow[] =>
  card.characteristics.flatMap((one) =>
    one.attributes.map(({ when, points, reason }, index): CardRow => {
      const code = reason ?? one.reason;
      const told = card.reasons.find((each) => each.code === code);
      const baseline = one.baseline ?? card.baseline;
      return {
        key: `${one.id}.${index}`,
        label: index === 0 ? labelOf(one, dictionary) : "",
        dimension: one.dimension,
        when: conditionText(when, one.fact, dictionary),
        points: typeof points === "number" ? signed(points) : expressionText(points, dictionary),
        baseline: index === 0 && baseline !== null ? String(baseline) : null,
        reason: told?.text || (code ?? "—"),
      };
    }),
  );

const labelOf = ({ id, fact }: Characteristic, dictionary: FactDictionary): string =>
  dictionary.get(fact)?.label ?? id;

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points));

export function conditionText(
  when: Condition,
  fact: string,
  dictionary: FactDictionary = platformFacts,
): string {
  const show = shower(fact, dictionary);
  switch (when.kind) {
    case "missing":
      return "未知";
    case "otherwise":
      return "其余";
    case "values":
      return when.values.map(show).join("、");
    case "interval": {
      const { from, to } = when;
      const words = [
        ...(from ? [`${from.closed ? "≥" : ">"} ${show(from.value)}`] : []),
        ...(to ? [`${to.closed ? "≤" : "<"} ${show(to.value)}`] : []),
      ];
      return words.length > 0 ? words.join(" 且 ") : "已知的任何数值";
    }
    case "predicate":
      return predicateText(when.predicate, dictionary);
  }
}

const signs = {
  equal: "=",
  notEqual: "≠",
  lessThan: "<",
  lessOrEqual: "≤",
  greaterThan: ">",
  greaterOrEqual: "≥",
} as const;
const joints = { and: " 且 ", or: " 或 ", xor: " 异或 ", surrogate: "；未知时看 " } as const;

function predicateText(predicate: Predicate, dictionary: FactDictionary): string {
  if (predicate.kind === "true") return "其余";
  if (predicate.kind === "false") return "从不";
  if (predicate.kind === "compound")
    return predicate.of
      .map((one) => `（${predicateText(one, dictionary)}）`)
      .join(joints[predicate.operator]);
  const name = dictionary.get(predicate.fact)?.label ?? predicate.fact;
  const show = shower(predicate.fact, dictionary);
  if (predicate.kind === "missing") return `${name}${predicate.is ? "未知" : "已知"}`;
  if (predicate.kind === "set")
    return `${name}${predicate.isIn ? "属于" : "不属于"} ${predicate.values.map(show).join("、")}`;
  return `${name} ${signs[predicate.operator]} ${show(predicate.value)}`;
}

function expressionText(expression: Expression, dictionary: FactDictionary): string {
  if (expression.kind === "constant") return String(expression.value);
  if (expression.kind === "fact") return dictionary.get(expression.fact)?.label ?? expression.fact;
  const of = expression.of.map((one) => expressionText(one, dictionary));
  return `${expression.function}(${of.join(", ")})`;
}

function shower(fact: string, dictionary: FactDictionary) {
  const unit = dictionary.get(fact)?.unit;
  return (value: number | string): string =>
    typeof value === "number" && unit ? measureText(unit, value) : String(value);
}

export const vetoText = (
  { fact, when }: Veto,
  dictionary: FactDictionary = platformFacts,
): string => `${dictionary.get(fact)?.label ?? fact} ${conditionText(when, fact, dictionary)}`;

export const scaleText = ({ initialScore, scale }: Scorecard): string =>
  scale
    ? `起始 ${initialScore} 分；${scale.basePoints} 分时好坏比为 ${scale.oddsAtBase}:1，每高 ${scale.pointsToDoubleOdds} 分好坏比翻一倍。`
    : `起始 ${initialScore} 分；本评分卡不换算违约概率。`;
