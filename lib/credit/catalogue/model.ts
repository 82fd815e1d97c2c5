import type { ItemId } from "../../intake/catalogue.ts";

export type IndicatorUnit =
  "分" | "基点" | "个月" | "天" | "次" | "人" | "户" | "项" | "级别" | "HHI";

export const indicatorGroups = {
  registration: "登记与变更",
  tax: "纳税",
  invoice: "发票",
  utility: "水电气",
  labour: "用工与缴存",
  financing: "融资",
  conduct: "处罚、名单与司法",
  merit: "资质、荣誉与自主填报",
} as const;
export type IndicatorGroup = keyof typeof indicatorGroups;

/** Which records a figure is computed from, by their periods. */
export type IndicatorWindow = Readonly<
  | { kind: "registry" }
  /** Whole months before the as-of day's month; a quarter counts in its last month. */
  | { kind: "months"; months: number }
  /** The newest quarters that are over. */
  | { kind: "quarters"; quarters: number }
  /** To the day: after the same day so many months ago. */
  | { kind: "days"; months: number }
  /** The newest period, and with `back` also the one so many months before it. */
  | { kind: "newest"; back: number }
  /** What is in force on the as-of day, however old it is. */
  | { kind: "standing" }
  /** All that there is up to the as-of day. */
  | { kind: "ever" }
>;

export const registry: IndicatorWindow = { kind: "registry" };
export const months = (count: number): IndicatorWindow => ({ kind: "months", months: count });
export const quarters = (count: number): IndicatorWindow => ({ kind: "quarters", quarters: count });
export const days = (count: number): IndicatorWindow => ({ kind: "days", months: count });
export const newest = (back = 0): IndicatorWindow => ({ kind: "newest", back });
export const standing: IndicatorWindow = { kind: "standing" };
export const ever: IndicatorWindow = { kind: "ever" };

export type Indicator = Readonly<{
  id: string;
  name: string;
  english: string;
  group: IndicatorGroup;
  kind: "number" | "text";
  unit: IndicatorUnit;
  /** Which way is better for credit; `none` where it is only a condition. */
  better: "higher" | "lower" | "none";
  window: IndicatorWindow;
  /** Null unless every one of these items is held and, for a bank, authorised. Empty: from the registry. */
  items: readonly ItemId[];
  /** Counted in where the enterprise has any; for a bank null unless these are authorised then too. */
  itemsIfAny: readonly ItemId[];
  /** Of the items' records only those of this category; null: all of them. */
  category: string | null;
  /** How it is worked out, for people. Windows end with the last whole month before the as-of day. */
  formula: string;
}>;

type Described<Id extends string> = Readonly<{
  id: Id;
  names: readonly [chinese: string, english: string];
  unit: IndicatorUnit;
  better: Indicator["better"];
  window: IndicatorWindow;
  items: readonly ItemId[];
  itemsIfAny?: readonly ItemId[];
  category?: string;
  formula: string;
}>;

/** A maker of one group's indicators; ids stay literal types. */
export const indicatorOfGroup =
  (group: IndicatorGroup) =>
  <const Id extends string>({
    names: [name, english],
    itemsIfAny = [],
    category,
    ...described
  }: Described<Id>): Indicator & Readonly<{ id: Id }> => ({
    ...described,
    name,
    english,
    group,
    kind: described.unit === "级别" ? "text" : "number",
    itemsIfAny,
    category: category ?? null,
  });
