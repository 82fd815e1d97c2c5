import { numberText, signedText } from "../number-text.ts";
import type { WaterfallSpec, WaterfallStep } from "../spec.ts";
import {
  axisLabelOf,
  categoryAxisOf,
  type ChartSize,
  type ChartTheme,
  tooltipLines,
  tooltipOf,
  unitTitle,
  valueAxisOf,
} from "../theme.ts";

export function waterfallOption(spec: WaterfallSpec, theme: ChartTheme, size: ChartSize) {
  const spans = spansOf(spec.steps);
  const words = (at: number) => {
    const step = spec.steps[at];
    if (step === undefined) return "";
    return step.role === "total" ? numberText(step.value) : signedText(step.value);
  };
  return {
    grid: { left: 8, right: 8, top: 40, bottom: 4, containLabel: true },
    title: unitTitle(theme, spec.unit),
    tooltip: {
      ...tooltipOf(theme),
      trigger: "axis" as const,
      axisPointer: { type: "shadow" as const, shadowStyle: { color: "rgb(31 63 105 / 0.05)" } },
      formatter: (points: readonly { dataIndex: number }[]) => {
        const at = points[0]?.dataIndex ?? 0;
        const change = spec.steps[at]?.role === "change";
        return tooltipLines(spec.steps[at]?.label ?? "", [
          { label: change ? "调整" : "金额", text: `${words(at)} ${spec.unit}` },
          ...(change ? [{ label: "调整后", text: numberText(spans[at]?.after, spec.unit) }] : []),
        ]);
      },
    },
    xAxis: {
      ...categoryAxisOf(
        theme,
        spec.steps.map((step) => step.label),
      ),
      axisLabel: {
        ...axisLabelOf(theme),
        interval: 0,
        hideOverlap: false,
        // Names break rather than run into one another on phones.
        width: Math.min(88, (size.width - 44) / spec.steps.length - 3),
        overflow: "break" as const,
        lineHeight: 16,
      },
    },
    yAxis: valueAxisOf(theme),
    series: [
      {
        type: "bar" as const,
        stack: "all",
        silent: true,
        itemStyle: { color: "transparent" },
        data: spans.map((span) => span.from),
      },
      {
        type: "bar" as const,
        stack: "all",
        barMaxWidth: 44,
        label: {
          show: true,
          position: "top" as const,
          color: theme.text,
          fontSize: 12,
          formatter: ({ dataIndex }: { dataIndex: number }) => words(dataIndex),
        },
        data: spans.map((span, at) => ({
          value: span.to - span.from,
          itemStyle: { color: colorOf(spec.steps[at], theme), borderRadius: 2 },
        })),
      },
    ],
  };
}

type Span = { readonly from: number; readonly to: number; readonly after: number };

/** Where each bar begins and ends; levels stay at or above zero, as credit limits do. */
function spansOf(steps: readonly WaterfallStep[]): readonly Span[] {
  let level = 0;
  return steps.map((step) => {
    const before = step.role === "total" ? 0 : level;
    level = step.role === "total" ? step.value : level + step.value;
    return {
      from: Math.max(0, Math.min(before, level)),
      to: Math.max(0, before, level),
      after: level,
    };
  });
}

function colorOf(step: WaterfallStep | undefined, theme: ChartTheme): string {
  if (step === undefined || step.role === "total") return theme.series[0] ?? theme.text;
  return (step.value < 0 ? theme.series[4] : theme.series[1]) ?? theme.text;
}
