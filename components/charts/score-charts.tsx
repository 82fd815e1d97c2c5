import { ChartFigure, type ChartWords } from "./chart-figure.tsx";
import { numberText, signedText } from "./number-text.ts";
import type { GaugeSpec, RadarSpec, WaterfallSpec } from "./spec.ts";

export function GaugeChart(props: ChartWords & Omit<GaugeSpec, "kind">) {
  const { value, min, max, bands, label } = props;
  const band = value === null ? undefined : bands.find(({ upTo }) => value <= upTo);
  return (
    <ChartFigure
      words={props}
      spec={{ kind: "gauge", value, min, max, bands, label }}
      defaultHeight={220}
      fallbackDescription={
        value === null
          ? "暂未评分。"
          : `${label}${numberText(value)}，范围 ${min} 至 ${max}${band ? `，属于${band.label}` : ""}。`
      }
      table={{
        columns: [{ header: "项目" }, { header: "数值" }],
        rows: [
          { label, values: [value] },
          ...bands.map((one, at) => ({
            label: one.label,
            values: [`${bands[at - 1]?.upTo ?? min} – ${one.upTo}`],
          })),
        ],
      }}
    />
  );
}

/** The first series is filled: the enterprise; others are for comparison. */
export function RadarChart(props: ChartWords & Omit<RadarSpec, "kind">) {
  const { axes, series } = props;
  const first = series[0];
  return (
    <ChartFigure
      words={props}
      spec={{ kind: "radar", axes, series }}
      defaultHeight={280}
      fallbackDescription={`${axes
        .map((axis, at) => `${axis.label}${numberText(first?.values[at])}（满分 ${axis.max}）`)
        .join("，")}。`}
      table={{
        columns: [
          { header: "维度" },
          ...series.map((one) => ({ header: one.label })),
          { header: "满分" },
        ],
        rows: axes.map((axis, at) => ({
          label: axis.label,
          values: [...series.map((one) => one.values[at] ?? null), axis.max],
        })),
      }}
    />
  );
}

/** How a figure came about: a start, changes, and what they lead to. */
export function WaterfallChart(props: ChartWords & Omit<WaterfallSpec, "kind">) {
  const { steps, unit } = props;
  const text = (step: (typeof steps)[number]) =>
    step.role === "total" ? numberText(step.value) : signedText(step.value);
  return (
    <ChartFigure
      words={props}
      spec={{ kind: "waterfall", steps, unit }}
      defaultHeight={280}
      fallbackDescription={`${steps.map((step) => `${step.label} ${text(step)}`).join("，")}，单位${unit}。`}
      table={{
        columns: [{ header: "步骤" }, { header: "金额", unit }],
        rows: steps.map((step) => ({ label: step.label, values: [text(step)] })),
      }}
    />
  );
}
