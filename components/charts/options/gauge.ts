import { numberText } from "../number-text.ts";
import type { GaugeSpec } from "../spec.ts";
import type { ChartTheme } from "../theme.ts";

export function gaugeOption(spec: GaugeSpec, theme: ChartTheme) {
  const { value, min, max, bands } = spec;
  const share = (level: number) => (level - min) / (max - min);
  const band = value === null ? undefined : bands.find(({ upTo }) => value <= upTo);
  const frame = {
    type: "gauge" as const,
    min,
    max,
    startAngle: 205,
    endAngle: -25,
    center: ["50%", "58%"],
    axisTick: { show: false },
    splitLine: { show: false },
  };
  return {
    series: [
      {
        ...frame,
        radius: "108%",
        axisLine: { lineStyle: { width: 5, color: bandColors(spec, theme, share) } },
        axisLabel: { show: false },
        pointer: { show: false },
        detail: { show: false },
        silent: true,
        data: [],
      },
      {
        ...frame,
        radius: "99%",
        axisLine: { roundCap: true, lineStyle: { width: 14, color: [[1, theme.line]] } },
        axisLabel: { show: false },
        progress: {
          show: value !== null,
          roundCap: true,
          width: 14,
          itemStyle: { color: theme.tones[band?.tone ?? "primary"] },
        },
        pointer: { show: false },
        title: { offsetCenter: [0, "34%"], color: theme.faint, fontSize: 13 },
        detail: {
          offsetCenter: [0, "-4%"],
          color: value === null ? theme.faint : theme.text,
          fontSize: value === null ? 18 : 36,
          fontWeight: 600,
          fontFamily: theme.fontFamily,
          formatter: () => (value === null ? "暂未评分" : numberText(value)),
        },
        data: [{ value: value ?? min, name: band?.label ?? spec.label }],
      },
    ],
  };
}

function bandColors(spec: GaugeSpec, theme: ChartTheme, share: (level: number) => number) {
  return spec.bands.map(({ upTo, tone }) => [Math.min(1, share(upTo)), theme.tones[tone]]);
}
