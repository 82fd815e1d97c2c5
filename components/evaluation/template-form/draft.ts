import type { IndicatorUnit } from "#lib/credit/indicators.ts";
import type { EvaluationTemplate, NationalGrade } from "#lib/evaluation/model.ts";

/** An indicator as the form offers it. */
export type FactChoice = Readonly<{
  id: string;
  name: string;
  kind: "number" | "text";
  unit: IndicatorUnit;
}>;

/** A template as it is typed: figures are text until they are sent. */
export type Draft = Readonly<{
  id: string;
  version: string;
  name: string;
  source: string;
  example: boolean;
  regionCode: string;
  validFrom: string;
  validTo: string;
  leastKnown: string;
  dimensions: readonly DimensionDraft[];
  vetoes: readonly VetoDraft[];
  grades: readonly GradeDraft[];
}>;
export type DimensionDraft = Readonly<{ id: string; name: string; items: readonly ItemDraft[] }>;
export type ItemDraft = Readonly<{
  fact: string;
  weight: string;
  /** Of a number: where each band ends, and what it keeps; the last has no end. */
  steps: readonly Readonly<{ below: string; keeps: string }>[];
  /** Of a word: which words, and what they keep. */
  categories: readonly Readonly<{ values: string; keeps: string }>[];
  remedy: string;
}>;
export type VetoDraft = Readonly<{
  id: string;
  fact: string;
  atLeast: string;
  grade: string;
  reason: string;
  remedy: string;
}>;
export type GradeDraft = Readonly<{
  grade: string;
  label: string;
  from: string;
  national: NationalGrade;
}>;

/** People write 元 and per cent where indicators are kept in 分 and basis points. */
const hundredths = (unit: IndicatorUnit | undefined): boolean => unit === "分" || unit === "基点";
export const typedUnit = (unit: IndicatorUnit | undefined): string =>
  unit === "分" ? "元" : unit === "基点" ? "%" : (unit ?? "");

type Units = ReadonlyMap<string, FactChoice>;

const typed = (value: number | null, scale: number): string =>
  value === null ? "" : String(value / scale);
const scaleOf = (fact: string, facts: Units): number =>
  hundredths(facts.get(fact)?.unit) ? 100 : 1;

export function toDraft(template: EvaluationTemplate, facts: Units): Draft {
  return {
    id: template.id,
    version: String(template.version),
    name: template.name,
    source: template.source,
    example: template.example,
    regionCode: template.regionCode ?? "",
    validFrom: template.validFrom,
    validTo: template.validTo ?? "",
    leastKnown: typed(template.leastKnownBps, 100),
    dimensions: template.dimensions.map(({ id, name, items }) => ({
      id,
      name,
      items: items.map((item) => ({
        fact: item.fact,
        weight: String(item.weight),
        steps: (item.steps ?? []).map(({ below, keepsBps }) => ({
          below: typed(below, scaleOf(item.fact, facts)),
          keeps: typed(keepsBps, 100),
        })),
        categories: (item.categories ?? []).map(({ values, keepsBps }) => ({
          values: values.join("、"),
          keeps: typed(keepsBps, 100),
        })),
        remedy: item.remedy,
      })),
    })),
    vetoes: template.vetoes.map((veto) => ({
      ...veto,
      atLeast: typed(veto.atLeast, scaleOf(veto.fact, facts)),
    })),
    grades: template.grades.map((grade) => ({ ...grade, from: String(grade.from) })),
  };
}

/** What was typed as a whole number of the unit it is kept in; null where it is no number: the server says so. */
function figure(text: string, scale = 1): number | null {
  const value = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) ? Math.round(value * scale * 1e6) / 1e6 : null;
}

/** The document to send. It may be wrong in any way; the server names what is. */
export function toDocument(draft: Draft, total: number, facts: Units): unknown {
  return {
    id: draft.id,
    version: figure(draft.version),
    name: draft.name,
    source: draft.source,
    example: draft.example,
    regionCode: draft.regionCode === "" ? null : draft.regionCode,
    validFrom: draft.validFrom,
    validTo: draft.validTo === "" ? null : draft.validTo,
    total,
    leastKnownBps: figure(draft.leastKnown, 100),
    dimensions: draft.dimensions.map(({ id, name, items }) => ({
      id,
      name,
      items: items.map((item) => itemDocument(item, facts)),
    })),
    vetoes: draft.vetoes.map((veto) => ({
      ...veto,
      atLeast: figure(veto.atLeast, scaleOf(veto.fact, facts)),
    })),
    grades: draft.grades.map((grade) => ({ ...grade, from: figure(grade.from) })),
  };
}

function itemDocument({ fact, weight, steps, categories, remedy }: ItemDraft, facts: Units) {
  const isText = facts.get(fact)?.kind === "text";
  const scale = scaleOf(fact, facts);
  return {
    fact,
    weight: figure(weight),
    steps: isText
      ? null
      : steps.map(({ below, keeps }, at) => ({
          // An end that is no number must not become a band without one.
          below: at === steps.length - 1 ? null : (figure(below, scale) ?? below),
          keepsBps: figure(keeps, 100),
        })),
    categories: isText
      ? categories.map(({ values, keeps }) => ({
          values: values.split(/[、,，\s]+/).filter((value) => value !== ""),
          keepsBps: figure(keeps, 100),
        }))
      : null,
    remedy,
  };
}

/** What the weights come to so far. */
export const weightOf = ({ dimensions }: Pick<Draft, "dimensions">): number =>
  dimensions.reduce((sum, { items }) => sum + weightOfItems(items), 0);
export const weightOfItems = (items: readonly ItemDraft[]): number =>
  items.reduce((sum, { weight }) => sum + (figure(weight) ?? 0), 0);

export const newItem = (fact: FactChoice): ItemDraft => ({
  fact: fact.id,
  weight: "",
  steps: [
    { below: "1", keeps: "100" },
    { below: "", keeps: "0" },
  ],
  categories: [{ values: "", keeps: "100" }],
  remedy: "",
});

/** A name that none of the others has: what tells dimensions and vetoes apart in the document. */
export function freeName(prefix: string, taken: readonly string[]): string {
  for (let at = taken.length + 1; ; at++) {
    const name = `${prefix}-${at}`;
    if (!taken.includes(name)) return name;
  }
}

export const replaced = <T>(list: readonly T[], place: number, value: T): readonly T[] =>
  list.map((one, at) => (at === place ? value : one));
export const without = <T>(list: readonly T[], place: number): readonly T[] =>
  list.filter((_, at) => at !== place);
