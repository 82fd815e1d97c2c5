import type {
  ApprovalMode,
  Comparison,
  Condition,
  EligibilityRule,
  ProductKind,
  ProductTerms,
} from "#lib/products/model.ts";

/** What stands in the editor: figures as they are typed, in the units that people write. */
export type EditorCondition =
  | Readonly<{ kind: "all" | "any"; conditions: readonly EditorCondition[] }>
  | Readonly<{ kind: "not"; condition: EditorCondition }>
  | EditorLeaf;
export type EditorLeaf =
  | Readonly<{ kind: Comparison; fact: string; value: string }>
  | Readonly<{ kind: "between"; fact: string; low: string; high: string }>
  | Readonly<{ kind: "one_of" | "none_of"; fact: string; values: readonly string[] }>
  | Readonly<{ kind: "in_regions"; fact: "regionCode"; regions: readonly string[] }>
  | Readonly<{ kind: "in_industries"; fact: "industryCode"; industries: readonly string[] }>;

export type EditorRule = Readonly<{
  id: string;
  name: string;
  condition: EditorCondition;
  otherwise: EligibilityRule["otherwise"];
  remedy: string;
}>;
export type EditorBand = Readonly<{
  grades: readonly string[];
  fromMonths: string;
  toMonths: string;
  rate: string;
}>;
export type EditorTerms = Readonly<{
  kind: ProductKind;
  summary: string;
  approvalMode: ApprovalMode;
  minimumAmount: string;
  maximumAmount: string;
  minimumTermMonths: string;
  maximumTermMonths: string;
  priceBands: readonly EditorBand[];
  guaranteeKinds: readonly string[];
  repaymentKinds: readonly string[];
  regionCodes: readonly string[];
  industryCodes: readonly string[];
  requiredItems: readonly string[];
  /** One a line. */
  materials: string;
  promisedDays: string;
  weeklyCapacity: string;
  policyBased: boolean;
  subsidy: string;
  subsidyNote: string;
  rules: readonly EditorRule[];
}>;

/** A fact as a rule's author chooses it. */
export type FactChoice = Readonly<{
  id: string;
  label: string;
  group: string;
  kind: "number" | "text";
  /** What is typed: 万元, %, 个月; empty for words. */
  unit: string;
  /** How many of the kept unit one typed unit is: 1,000,000 分 a 万元. */
  scale: number;
  /** Every value; null where values are open or are places of a tree. */
  values: readonly Readonly<{ value: string; label: string }>[] | null;
  /** The departments' items that it rests on, by name; empty: the registry or the demand. */
  items: string;
  /** Of how many enterprises in a hundred it is known; null: too few to say, or not an indicator. */
  share: number | null;
}>;
export type FactBook = ReadonlyMap<string, FactChoice>;

/** With as few decimals as the figure needs. */
const typed = (value: number, scale: number): string => String(Number((value / scale).toFixed(6)));

/** What is no figure is left to the reader of the form, who names the field. */
function kept(text: string, scale: number): number | null {
  const plain = text.normalize("NFKC").replaceAll(/[,\s]/g, "");
  const value = plain === "" ? Number.NaN : Number(plain);
  return Number.isFinite(value) ? Number((value * scale).toFixed(4)) : null;
}

export function toEditor(terms: ProductTerms, facts: FactBook): EditorTerms {
  const { minimumAmountFen, maximumAmountFen, subsidyBps, ...rest } = terms;
  return {
    ...rest,
    minimumAmount: typed(minimumAmountFen, 1_000_000),
    maximumAmount: typed(maximumAmountFen, 1_000_000),
    minimumTermMonths: String(rest.minimumTermMonths),
    maximumTermMonths: String(rest.maximumTermMonths),
    priceBands: rest.priceBands.map(({ grades, fromMonths, toMonths, rateBps }) => ({
      grades,
      fromMonths: String(fromMonths),
      toMonths: String(toMonths),
      rate: typed(rateBps, 100),
    })),
    materials: rest.materials.join("\n"),
    promisedDays: String(rest.promisedDays),
    weeklyCapacity: rest.weeklyCapacity === null ? "" : String(rest.weeklyCapacity),
    subsidy: subsidyBps === null ? "" : typed(subsidyBps, 100),
    subsidyNote: rest.subsidyNote ?? "",
    rules: rest.rules.map((rule) => ({
      ...rule,
      remedy: rule.remedy ?? "",
      condition: conditionToEditor(rule.condition, facts),
    })),
  };
}

function conditionToEditor(condition: Condition, facts: FactBook): EditorCondition {
  switch (condition.kind) {
    case "all":
    case "any":
      return {
        kind: condition.kind,
        conditions: condition.conditions.map((part) => conditionToEditor(part, facts)),
      };
    case "not":
      return { kind: "not", condition: conditionToEditor(condition.condition, facts) };
    case "between": {
      const scale = facts.get(condition.fact)?.scale ?? 1;
      return { ...condition, low: typed(condition.low, scale), high: typed(condition.high, scale) };
    }
    case "one_of":
    case "none_of":
    case "in_regions":
    case "in_industries":
      return condition;
    default:
      return {
        ...condition,
        value: typed(condition.value, facts.get(condition.fact)?.scale ?? 1),
      };
  }
}

/** What is sent: as `Terms` of lib/products reads it. */
export const toSend = (terms: EditorTerms, facts: FactBook) => ({
  ...terms,
  materials: terms.materials
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== ""),
  rules: terms.rules.map((rule) => ({
    ...rule,
    condition: conditionToSend(rule.condition, facts),
  })),
});

type Sent = Readonly<Record<string, unknown>>;
function conditionToSend(condition: EditorCondition, facts: FactBook): Sent {
  switch (condition.kind) {
    case "all":
    case "any":
      return {
        kind: condition.kind,
        conditions: condition.conditions.map((part) => conditionToSend(part, facts)),
      };
    case "not":
      return { kind: "not", condition: conditionToSend(condition.condition, facts) };
    case "between": {
      const scale = facts.get(condition.fact)?.scale ?? 1;
      return { ...condition, low: kept(condition.low, scale), high: kept(condition.high, scale) };
    }
    case "one_of":
    case "none_of":
    case "in_regions":
    case "in_industries":
      return condition;
    default:
      return { ...condition, value: kept(condition.value, facts.get(condition.fact)?.scale ?? 1) };
  }
}

/** A first condition about a fact, of the kind that its values allow. */
export function leafFor(fact: FactChoice): EditorLeaf {
  if (fact.id === "regionCode") return { kind: "in_regions", fact: "regionCode", regions: [] };
  if (fact.id === "industryCode")
    return { kind: "in_industries", fact: "industryCode", industries: [] };
  return fact.kind === "number"
    ? { kind: "at_least", fact: fact.id, value: "" }
    : { kind: "one_of", fact: fact.id, values: [] };
}
