import { indicatorOf, isIndicatorId, type IndicatorUnit } from "../credit/indicators.ts";
import { measureText } from "../scoring/model.ts";
import { pointsFor } from "./evaluate.ts";
import type { EvaluationItem, EvaluationTemplate, EvaluationVeto } from "./model.ts";

/** One band of an item as people read it, and what it gives. */
export type BandText = Readonly<{ when: string; points: number; keepsBps: number }>;

/** An item in words: what it is called, and every band of it with its points. */
export type ItemText = Readonly<{
  fact: string;
  name: string;
  dimension: string;
  weight: number;
  bands: readonly BandText[];
  remedy: string;
}>;

/** The whole template, item by item. */
export const itemsInWords = ({ dimensions }: EvaluationTemplate): readonly ItemText[] =>
  dimensions.flatMap(({ name: dimension, items }) =>
    items.map((item) => ({
      fact: item.fact,
      name: labelOf(item.fact),
      dimension,
      weight: item.weight,
      bands: bandsOf(item),
      remedy: item.remedy,
    })),
  );

export const vetoText = ({ fact, atLeast, grade }: EvaluationVeto): string =>
  `${labelOf(fact)} ≥ ${figureText(fact, atLeast)}：最高 ${grade} 级`;

function bandsOf({ fact, weight, steps, categories }: EvaluationItem): readonly BandText[] {
  const band = (when: string, keepsBps: number): BandText => ({
    when,
    points: pointsFor(weight, keepsBps),
    keepsBps,
  });
  if (steps)
    return steps.map(({ below, keepsBps }, at) => {
      const from = steps[at - 1]?.below ?? null;
      return band(rangeText(fact, from, below), keepsBps);
    });
  return [
    ...(categories ?? []).map(({ values, keepsBps }) => band(values.join("、"), keepsBps)),
    band("其他", 0),
  ];
}

function rangeText(fact: string, from: number | null, below: number | null): string {
  if (from === null) return below === null ? "任何数值" : `小于 ${figureText(fact, below)}`;
  // Between whole numbers one apart there is only the lower one.
  if (below === from + 1) return figureText(fact, from);
  const least = `≥ ${figureText(fact, from)}`;
  return below === null ? least : `${least} 且小于 ${figureText(fact, below)}`;
}

function figureText(fact: string, value: number): string {
  const unit: IndicatorUnit | null = isIndicatorId(fact) ? indicatorOf(fact).unit : null;
  return unit === null ? String(value) : measureText(unit, value);
}

const labelOf = (fact: string): string => (isIndicatorId(fact) ? indicatorOf(fact).name : fact);
