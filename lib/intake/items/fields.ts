import type { ItemField, Unit } from "./schema.ts";

/** Builders of fields. Required unless `optional` is laid over it. */
type Extra = Partial<Omit<ItemField, "name" | "label" | "type">>;
type CategoryExtra = Omit<Extra, "values" | "spellings">;

/** 元 as received, 分 as kept. Not negative unless told. */
export const amount = (
  name: string,
  label: string,
  measure: ItemField["measure"],
  extra: Extra = {},
): ItemField => ({
  name,
  label,
  type: "amount",
  unit: "元",
  measure,
  required: true,
  minimum: 0,
  ...extra,
});

export const count = (name: string, label: string, unit: Unit, extra: Extra = {}): ItemField => ({
  name,
  label,
  type: "count",
  unit,
  measure: null,
  required: true,
  minimum: 0,
  ...extra,
});

export const quantity = (
  name: string,
  label: string,
  unit: Unit,
  extra: Extra = {},
): ItemField => ({
  name,
  label,
  type: "quantity",
  unit,
  measure: null,
  required: true,
  minimum: 0,
  ...extra,
});

export const percentage = (name: string, label: string, extra: Extra = {}): ItemField => ({
  name,
  label,
  type: "percentage",
  unit: "%",
  measure: null,
  required: true,
  ...extra,
});

const unitless =
  (type: "day" | "month" | "text" | "code") =>
  (name: string, label: string, extra: Extra = {}): ItemField => ({
    name,
    label,
    type,
    unit: null,
    measure: null,
    required: true,
    ...extra,
  });

export const day = unitless("day");
export const month = unitless("month");
export const text = unitless("text");
/** A unified social credit code of somebody else: an authority, a counterparty. */
export const code = unitless("code");

/** One of some values; each with the ways that files write it, its Chinese label first. */
export const category = (
  name: string,
  label: string,
  values: Readonly<Record<string, readonly string[]>>,
  extra: CategoryExtra = {},
): ItemField => ({
  name,
  label,
  type: "category",
  unit: null,
  measure: null,
  required: true,
  values: Object.keys(values),
  spellings: values,
  ...extra,
});

/** 是 or 否, however it is written. */
export const yesNo = (name: string, label: string, extra: CategoryExtra = {}): ItemField =>
  category(
    name,
    label,
    { yes: ["是", "1", "有", "y", "true"], no: ["否", "0", "无", "n", "false"] },
    extra,
  );

/** For amounts that may be negative: red invoices, losses. */
export const signed = { minimum: -1e12 } as const;
/** For fields that a department may leave out. */
export const optional = { required: false } as const;
