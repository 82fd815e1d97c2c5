import { numberText } from "../number-text.ts";
import type { LinesSpec } from "../spec.ts";
import {
  categoryAxisOf,
  type ChartTheme,
  legendOf,
  tooltipLines,
  tooltipOf,
  unitTitle,
  valueAxisOf,
} from "../theme.ts";
import { monthLabel } from "./month-label.ts";

export function linesOption(spec: LinesSpec, theme: ChartTheme) {
  const color = (index: number) => theme.series[index % theme.series.length] ?? theme.text;
  return {
    grid: { left: 8, right: 16, top: 40, bottom: 4, containLabel: true },
    title: unitTitle(theme, spec.unit),
    legend: legendOf(theme, spec.series.length > 1),
    tooltip: {
      ...tooltipOf(theme),
      trigger: "axis" as const,
      axisPointer: { lineStyle: { color: theme.axis } },
      formatter: (points: readonly { dataIndex: number }[]) => {
        const at = points[0]?.dataIndex ?? 0;
        return tooltipLines(
          spec.categories[at] ?? "",
          spec.series.map((one, index) => ({
            label: one.label,
            text: numberText(one.values[at], spec.unit),
            color: color(index),
          })),
        );
      },
    },
    xAxis: { ...categoryAxisOf(theme, spec.categories.map(monthLabel)), boundaryGap: false },
    yAxis: { ...valueAxisOf(theme), scale: spec.fromZero === false },
    series: spec.series.map((one, index) => ({
      type: "line" as const,
      name: one.label,
      data: [...one.values],
      color: color(index),
      symbol: "circle",
      // A value between two gaps has no line and would vanish without its point.
      showSymbol: one.values.length <= 12 || one.values.includes(null),
      symbolSize: 5,
      connectNulls: false,
      lineStyle: { width: 2 },
      ...(spec.area === true ? { areaStyle: { opacity: 0.08 } } : {}),
      ...(index === 0 ? { markLine: markLine(spec, theme) } : {}),
    })),
  };
}

function markLine({ reference, marks = [] }: LinesSpec, theme: ChartTheme) {
  const line = (color: string, label: string, position: "insideEndTop" | "end") => ({
    lineStyle: { color, type: "dashed" as const, width: 1 },
    label: { formatter: label, position, color, fontSize: 12 },
  });
  const level = reference
    ? [
        {
          yAxis: reference.value,
          ...line(
            theme.tones.danger,
            `${reference.label} ${numberText(reference.value)}`,
            "insideEndTop",
          ),
        },
      ]
    : [];
  return {
    silent: true,
    symbol: "none",
    animation: false,
    data: [
      ...level,
      ...marks.map(({ at, label }) => ({ xAxis: at, ...line(theme.text, label, "end") })),
    ],
  };
}
