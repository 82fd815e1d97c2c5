import type { Item, ItemField, TableColumnName } from "../items/schema.ts";

/** Where a column's values go. */
export type Target =
  | Readonly<{ kind: "uscc" | "period" | "key" }>
  | Readonly<{ kind: "field"; field: ItemField }>
  | Readonly<{ kind: "table"; name: TableColumnName }>;

/** A column that an item's file may have. */
export type Column = Readonly<{
  /** Its name in English, unique within the item: what a correction's form calls it too. */
  name: string;
  label: string;
  /** All that it may be called, the likeliest first. */
  names: readonly string[];
  required: boolean;
  target: Target;
}>;

/** Rows of one period each, or the national table of 24 months in a row. */
export type Shape = "rows" | "table";

const usccNames = [
  "企业统一社会信用代码",
  "单位统一社会信用代码",
  "社会信用代码",
  "信用代码",
  "USCC",
  "uniscid",
  "tyshxydm",
  "XK_XDR_SHXYM",
  "CF_XDR_SHXYM",
  "统一社会信用代码(代码_1)",
  "代码_1(统一社会信用代码)",
  "代码_1统一社会信用代码",
  "行政相对人代码_1(统一社会信用代码)",
  "代码_1",
  "纳税人识别号",
  "nsrsbh",
] as const;

const uscc: Column = {
  name: "uscc",
  label: "统一社会信用代码",
  names: usccNames,
  required: true,
  target: { kind: "uscc" },
};

/** The columns of one item's file, in one of its two shapes. */
export function columnsOf(item: Item, shape: Shape): readonly Column[] {
  if (shape === "table") {
    return [
      uscc,
      ...(item.table?.columns ?? []).map(({ name, label, names, required }): Column => ({
        name,
        label,
        names,
        required,
        target: { kind: "table", name },
      })),
    ];
  }
  const [periodLabel, ...periodNames] = item.periodNames;
  const period: Column = {
    name: "period",
    label: periodLabel,
    names: periodNames,
    required: true,
    target: { kind: "period" },
  };
  const key: Column[] =
    item.key === null
      ? []
      : [
          {
            name: "key",
            label: item.key,
            names: item.keyNames ?? [],
            required: true,
            target: { kind: "key" },
          },
        ];
  const fields = item.fields.map((field): Column => ({
    name: field.name,
    label: field.label,
    names: field.names ?? [],
    required: field.required,
    target: { kind: "field", field },
  }));
  return [uscc, period, ...key, ...fields];
}

/** A column title taken apart: its name in one way of writing, and the unit that it gives. */
export type Title = Readonly<{ name: string; unit: string | null }>;

const UNIT =
  /^(元|万元|千元|百万元|亿元|万|%|人|次|天|日|月|个月|张|票|件|度|千瓦时|kwh|立方米|m3|吨|亩|平方米|m2|千伏安|kva|0\/1|必填|选填|可选|\*)$/;

/** Full-width characters, spaces, line breaks and stars do not make another column of it. */
export function titleOf(text: string): readonly Title[] {
  const whole = text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\u200B\uFEFF*"']/g, "")
    .replaceAll(/[[【〔]/g, "(")
    .replaceAll(/[\]】〕]/g, ")");
  const split = /^(.+?)\(([^()]*)\)$/.exec(whole);
  const [, name = "", unit = ""] = split ?? [];
  return split && UNIT.test(unit)
    ? [
        { name: whole, unit: null },
        { name, unit },
      ]
    : [{ name: whole, unit: null }];
}
