import { numberText } from "../number-text.ts";
import type { HorizontalBarsSpec } from "../spec.ts";
import { tooltipLines, tooltipOf, type ChartTheme } from "../theme.ts";

export function horizontalBarsOption(spec: HorizontalBarsSpec, theme: ChartTheme) {
  const highest = Math.max(0, ...spec.items.map((item) => item.value ?? 0));
  return {
    grid: { left: 4, right: 84, top: 4, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltipOf(theme),
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const item = spec.items[dataIndex];
        return tooltipLines(item?.label ?? "", [
          { label: "数值", text: numberText(item?.value, spec.unit) },
        ]);
      },
    },
    xAxis: { type: "value" as const, show: false, min: 0, max: spec.max ?? (highest || 1) },
    yAxis: {
      type: "category" as const,
      inverse: true,
      data: spec.items.map((item) => item.label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: theme.text, fontSize: 12, width: 132, overflow: "truncate" as const },
    },
    series: [
      {
        type: "bar" as const,
        // Unknown keeps its row, with words in place of a bar.
        data: spec.items.map((item) => ({
          value: item.value ?? 0,
          label: { color: item.value === null ? theme.faint : theme.text },
        })),
        color: theme.series[0],
        barMaxWidth: 16,
        showBackground: true,
        backgroundStyle: { color: theme.hatchGround, borderRadius: 3 },
        itemStyle: { borderRadius: 3 },
        label: {
          show: true,
          position: "right" as const,
          fontSize: 12,
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            numberText(spec.items[dataIndex]?.value, spec.unit),
        },
      },
    ],
  };
}
