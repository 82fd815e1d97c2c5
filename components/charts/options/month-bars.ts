import { numberText } from "../number-text.ts";
import type { MonthBarsSpec } from "../spec.ts";
import {
  axisLabelOf,
  categoryAxisOf,
  type ChartTheme,
  legendOf,
  tooltipLines,
  tooltipOf,
  unitTitle,
  valueAxisOf,
} from "../theme.ts";
import { monthLabel } from "./month-label.ts";

export function monthBarsOption(spec: MonthBarsSpec, theme: ChartTheme) {
  const { line } = spec;
  const ownAxis = line?.unit !== undefined && line.unit !== spec.unit;
  const color = (index: number) => theme.series[index % theme.series.length] ?? theme.text;
  const lineColor = color(spec.bars.length === 1 ? 2 : 4);
  const every = [
    ...spec.bars.map((bar, index) => ({ ...bar, color: color(index), unit: spec.unit })),
    ...(line === undefined ? [] : [{ ...line, color: lineColor, unit: line.unit ?? spec.unit }]),
  ];
  return {
    grid: { left: 8, right: 8, top: 40, bottom: 4, containLabel: true },
    title: unitTitle(theme, spec.unit),
    legend: legendOf(theme, every.length > 1),
    tooltip: {
      ...tooltipOf(theme),
      trigger: "axis" as const,
      axisPointer: { type: "shadow" as const, shadowStyle: { color: "rgb(31 63 105 / 0.05)" } },
      formatter: (points: readonly { dataIndex: number }[]) => {
        const at = points[0]?.dataIndex ?? 0;
        return tooltipLines(
          spec.months[at] ?? "",
          every.map((one) => ({
            label: one.label,
            text: numberText(one.values[at], one.unit),
            color: one.color,
          })),
        );
      },
    },
    xAxis: categoryAxisOf(theme, spec.months.map(monthLabel)),
    yAxis: [
      valueAxisOf(theme),
      ...(ownAxis
        ? [
            {
              ...valueAxisOf(theme),
              axisLabel: { ...axisLabelOf(theme), formatter: `{value}${line.unit ?? ""}` },
              splitLine: { show: false },
            },
          ]
        : []),
    ],
    series: [
      ...spec.bars.map((bar, index) => ({
        type: "bar" as const,
        name: bar.label,
        data: [...bar.values],
        color: color(index),
        barMaxWidth: 18,
        barGap: "15%",
        itemStyle: { borderRadius: [2, 2, 0, 0] },
      })),
      ...(line === undefined
        ? []
        : [
            {
              type: "line" as const,
              name: line.label,
              data: [...line.values],
              yAxisIndex: ownAxis ? 1 : 0,
              color: lineColor,
              symbol: "circle",
              symbolSize: 5,
              lineStyle: { width: 2 },
            },
          ]),
    ],
  };
}
