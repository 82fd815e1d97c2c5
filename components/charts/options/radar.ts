import { numberText } from "../number-text.ts";
import type { RadarSpec } from "../spec.ts";
import { legendOf, tooltipLines, tooltipOf, type ChartTheme } from "../theme.ts";

export function radarOption(spec: RadarSpec, theme: ChartTheme) {
  const color = (index: number) => theme.series[index % theme.series.length] ?? theme.text;
  return {
    legend: { ...legendOf(theme, spec.series.length > 1), right: "center" },
    tooltip: {
      ...tooltipOf(theme),
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const one = spec.series[dataIndex];
        return tooltipLines(
          one?.label ?? "",
          spec.axes.map((axis, index) => ({
            label: axis.label,
            text: `${numberText(one?.values[index])} / ${numberText(axis.max)}`,
          })),
        );
      },
    },
    radar: {
      radius: "70%",
      center: ["50%", spec.series.length > 1 ? "55%" : "51%"],
      splitNumber: 4,
      axisNameGap: 10,
      indicator: spec.axes.map((axis) => ({ name: axis.label, max: axis.max })),
      axisName: { color: theme.text, fontSize: 12 },
      splitArea: { show: false },
      splitLine: { lineStyle: { color: theme.line } },
      axisLine: { lineStyle: { color: theme.line } },
    },
    series: [
      {
        type: "radar" as const,
        symbolSize: 5,
        data: spec.series.map((one, index) => ({
          name: one.label,
          value: one.values.map((value) => value ?? 0),
          itemStyle: { color: color(index) },
          lineStyle: { width: 2, color: color(index) },
          areaStyle: { color: color(index), opacity: index === 0 ? 0.12 : 0 },
        })),
      },
    ],
  };
}
