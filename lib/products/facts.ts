import { indicators, type IndicatorUnit, type IndicatorValues } from "../credit/indicators.ts";
import { catalogue, type Item, type ItemId } from "../intake/catalogue.ts";
import { guaranteeLabels, loanPurposeLabels } from "../kernel/lending-terms.ts";
import type { GuaranteeKind, LoanPurpose } from "../kernel/lending-terms.ts";
import { sizeClassLabels, type SizeClass } from "../registry/model.ts";
import { measureText } from "../scoring/model.ts";
import type { DemandFact, FactId, Facts } from "./model.ts";
import { industryName, industrySectionLabels } from "./industry-names.ts";
import { regionName } from "./region-names.ts";

type Naming = Readonly<{ id: FactId; label: string; items: readonly ItemId[] }>;
export type NumberFact = Naming &
  Readonly<{ kind: "number"; unit: IndicatorUnit; signed: boolean }>;
export type TextFact = Naming &
  Readonly<{
    kind: "text";
    unit: null;
    /** Every value it can take, with its label; null where the values are open. */
    values: Readonly<Record<string, string>> | null;
  }>;
/** What a rule may speak of: its label, its kind, and the items it rests on (none: registry, demand). */
export type Fact = NumberFact | TextFact;

/** Figures that may lie below zero; for all others 「不超过零」 is 「为零」. */
const signed: ReadonlySet<FactId> = new Set<FactId>([
  "profit12Fen",
  "invoiceSales12Fen",
  "invoicePurchases12Fen",
  "declaredSalesGrowthBps",
  "invoiceSalesGrowthBps",
  "electricityGrowthBps",
  "headcountChangeBps",
  "invoiceSales3Fen",
  "invoiceSales6Fen",
  "averageInvoiceFen",
  "purchasesToSalesBps",
  "profitMarginBps",
  "vatBurdenChangeBps",
  "vatPaidGrowthBps",
  "declaredSalesGrowth3Bps",
  "declaredSalesTrendBps",
  "invoiceSalesGrowth3Bps",
  "invoiceSalesTrendBps",
  "invoicePurchasesGrowthBps",
  "electricityTrendBps",
  "waterGrowthBps",
  "waterTrendBps",
  "gasGrowthBps",
  "gasTrendBps",
  "headcountTrendBps",
  "socialPaidGrowthBps",
  "loanBalanceChangeBps",
]);

const number = (
  id: FactId,
  label: string,
  unit: IndicatorUnit,
  items: readonly ItemId[],
): Fact => ({
  id,
  label,
  items,
  kind: "number",
  unit,
  signed: signed.has(id),
});

const text = (
  id: FactId,
  label: string,
  values: TextFact["values"],
  items: readonly ItemId[] = [],
): Fact => ({ id, label, items, kind: "text", unit: null, values });

const demandDictionary = {
  regionCode: text("regionCode", "注册地", null),
  industryCode: text("industryCode", "所属行业", null),
  industrySection: text("industrySection", "行业门类", industrySectionLabels),
  sizeClass: text("sizeClass", "企业规模", sizeClassLabels),
  demandAmountFen: number("demandAmountFen", "申请金额", "分", []),
  demandTermMonths: number("demandTermMonths", "申请期限", "个月", []),
  demandMaximumRateBps: number("demandMaximumRateBps", "可接受的最高年利率", "基点", []),
  demandGuarantee: text("demandGuarantee", "可提供的担保方式", guaranteeLabels),
  demandPurpose: text("demandPurpose", "贷款用途", loanPurposeLabels),
} as const satisfies Record<DemandFact, Fact>;

const dictionary: ReadonlyMap<string, Fact> = new Map([
  ...indicators.map((indicator): [string, Fact] => {
    const { id, name, unit, items } = indicator;
    const fact =
      indicator.kind === "text"
        ? text(id, name, categoriesOf(items), items)
        : number(id, name, unit, items);
    return [id, fact];
  }),
  ...Object.entries<Fact>(demandDictionary),
]);

/** A category's values come from the one item that it rests on, under their own names. */
function categoriesOf(items: readonly ItemId[]): TextFact["values"] {
  const fields = catalogue
    .filter(({ id }) => items.includes(id))
    .flatMap((item: Item) => item.fields);
  const values = fields.find(({ measure }) => measure === "category")?.values;
  return values ? Object.fromEntries(values.map((value) => [value, value])) : null;
}

export const facts: readonly Fact[] = [...dictionary.values()];

/** A stored rule may name a fact that does not exist; hence any text is taken. */
export const findFact = (id: string): Fact | undefined => dictionary.get(id);

export function factOf(id: FactId): Fact {
  const fact = dictionary.get(id);
  if (!fact) throw new Error(`no fact ${id} in the dictionary`);
  return fact;
}

export const UNKNOWN = "未知";

/** A value as people read it: 「12.40 万元」, 「B」, 「贵阳市南明区」, 「未知」. */
export function showFact(id: FactId, value: number | string | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN;
  const fact = factOf(id);
  if (fact.kind === "number") {
    return typeof value === "number" ? measureText(fact.unit, value) : String(value);
  }
  if (id === "regionCode") return regionName(String(value));
  // Divisions are as deep as a rule goes; an enterprise may be known by its class.
  if (id === "industryCode") return industryName(String(value).slice(0, 3));
  return fact.values?.[String(value)] ?? String(value);
}

type Subject = Readonly<{ regionCode: string; industryCode: string; sizeClass: SizeClass }>;
/** What a demand asks for, as rules see it. */
export type DemandTerms = Readonly<{
  amountFen: number;
  termMonths: number;
  maximumRateBps: number;
  guaranteeKind: GuaranteeKind;
  purpose: LoanPurpose;
}>;

/** The facts of one enterprise and one demand. Without a demand its facts are unknown. */
export function factsFrom(
  values: IndicatorValues,
  subject: Subject,
  demand: DemandTerms | null,
): Facts {
  return {
    ...values,
    regionCode: subject.regionCode,
    industryCode: subject.industryCode,
    industrySection: subject.industryCode.slice(0, 1),
    sizeClass: subject.sizeClass,
    ...demandFactsFrom(demand),
  };
}

export const demandFactsFrom = (demand: DemandTerms | null) => ({
  demandAmountFen: demand?.amountFen ?? null,
  demandTermMonths: demand?.termMonths ?? null,
  demandMaximumRateBps: demand?.maximumRateBps ?? null,
  demandGuarantee: demand?.guaranteeKind ?? null,
  demandPurpose: demand?.purpose ?? null,
});
