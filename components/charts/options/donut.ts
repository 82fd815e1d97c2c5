import { numberText } from "../number-text.ts";
import type { DonutSpec } from "../spec.ts";
import { tooltipLines, tooltipOf, type ChartSize, type ChartTheme } from "../theme.ts";

export function donutOption(spec: DonutSpec, theme: ChartTheme, size: ChartSize) {
  const known = spec.items.filter((item) => item.value !== null);
  const sum = known.reduce((total, item) => total + (item.value ?? 0), 0);
  const share = (value: number) => (sum === 0 ? "" : `${((value / sum) * 100).toFixed(1)}%`);
  const outer = Math.min(size.height * 0.42, size.width * 0.24);
  const valueOf = new Map(known.map((item) => [item.label, item.value ?? 0]));
  return {
    tooltip: {
      ...tooltipOf(theme),
      formatter: ({ name, value }: { name: string; value: number }) =>
        tooltipLines(name, [
          { label: "数值", text: numberText(value, spec.unit) },
          { label: "占比", text: share(value) },
        ]),
    },
    legend: {
      orient: "vertical" as const,
      left: "54%",
      top: "middle",
      icon: "roundRect",
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 12,
      textStyle: {
        color: theme.text,
        fontSize: 12,
        rich: { share: { color: theme.faint, padding: [0, 0, 0, 6] } },
      },
      formatter: (name: string) => `${name}{share|${share(valueOf.get(name) ?? 0)}}`,
    },
    title: {
      text: spec.centre?.value ?? numberText(sum),
      subtext: spec.centre?.label ?? `合计（${spec.unit}）`,
      left: "26%",
      top: "middle",
      textAlign: "center" as const,
      itemGap: 2,
      textStyle: { color: theme.text, fontSize: 20, fontWeight: 600 as const },
      subtextStyle: { color: theme.faint, fontSize: 12 },
    },
    series: [
      {
        type: "pie" as const,
        radius: [outer * 0.7, outer],
        center: ["27%", "50%"],
        label: { show: false },
        color: [...theme.series],
        itemStyle: { borderColor: theme.surface, borderWidth: 2 },
        data: known.map((item) => ({ name: item.label, value: item.value ?? 0 })),
      },
    ],
  };
}
