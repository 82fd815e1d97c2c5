import { indicatorGroups, indicators, type IndicatorUnit } from "#lib/credit/indicators.ts";
import { itemNames } from "#lib/intake/catalogue.ts";
import { facts, type Fact } from "#lib/products/index.ts";
import type { FactChoice } from "./editor-state.ts";

const groupOf = new Map<string, string>(
  indicators.map(({ id, group }) => [id, indicatorGroups[group]]),
);

/** Money is written in 万元 and rates in percent, whatever they are kept in. */
const typedUnits: Readonly<Partial<Record<IndicatorUnit, readonly [unit: string, scale: number]>>> =
  { 分: ["万元", 1_000_000], 基点: ["%", 100], 级别: ["级", 1], HHI: ["HHI 点", 1] };

/** The dictionary as a rule's author sees it, with the share of enterprises of which each is known. */
export const factChoices = (
  shares: Readonly<Record<string, number | null>>,
): readonly FactChoice[] => facts.map((fact) => choiceOf(fact, shares[fact.id] ?? null));

function choiceOf(fact: Fact, share: number | null): FactChoice {
  const { id, label } = fact;
  const group = groupOf.get(id) ?? (id.startsWith("demand") ? "企业的申请" : "企业登记");
  const items = itemNames(fact.items).join("、");
  if (fact.kind === "text") {
    const values = fact.values
      ? Object.entries(fact.values).map(([value, name]) => ({ value, label: name }))
      : null;
    return { id, label, group, kind: "text", unit: "", scale: 1, values, items, share };
  }
  const [unit, scale] = typedUnits[fact.unit] ?? [fact.unit, 1];
  return { id, label, group, kind: "number", unit, scale, values: null, items, share };
}
