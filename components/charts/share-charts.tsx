import { ChartFigure, type ChartWords } from "./chart-figure.tsx";
import { numberText } from "./number-text.ts";
import type { DonutSpec, HorizontalBarsSpec, Item } from "./spec.ts";

/** Bars from left to right, in the given order. */
export function HorizontalBarsChart(props: ChartWords & Omit<HorizontalBarsSpec, "kind">) {
  const { items, unit, max } = props;
  return (
    <ChartFigure
      words={props}
      spec={{ kind: "horizontal-bars", items, unit, ...(max === undefined ? {} : { max }) }}
      defaultHeight={Math.max(96, items.length * 34 + 12)}
      fallbackDescription={describe(items, unit)}
      table={tableOf(items, unit)}
    />
  );
}

/** Parts of a whole; what is unknown is in the table and not in the ring. */
export function DonutChart(props: ChartWords & Omit<DonutSpec, "kind">) {
  const { items, unit, centre } = props;
  return (
    <ChartFigure
      words={props}
      spec={{ kind: "donut", items, unit, ...(centre === undefined ? {} : { centre }) }}
      defaultHeight={220}
      fallbackDescription={describe(items, unit)}
      table={tableOf(items, unit)}
    />
  );
}

const describe = (items: readonly Item[], unit: string) =>
  `共 ${items.length} 项：${items.map((item) => `${item.label}${numberText(item.value, unit)}`).join("，")}。`;

const tableOf = (items: readonly Item[], unit: string) => ({
  columns: [{ header: "项目" }, { header: "数值", unit }],
  rows: items.map((item) => ({ label: item.label, values: [item.value] })),
});
