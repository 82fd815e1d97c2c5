import { toneFill } from "#components/ui/tone.ts";
import { ChartFigure, type ChartWords } from "./chart-figure.tsx";
import { numberText, signedText } from "./number-text.ts";
import type { GaugeBand, GaugeSpec, RadarSpec, WaterfallSpec } from "./spec.ts";

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
      legend={<Bands min={min} bands={bands} />}
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

type BandsProps = { readonly min: number; readonly bands: readonly GaugeBand[] };

function Bands({ min, bands }: BandsProps) {
  return (
    <ul className="mt-1 flex flex-wrap justify-center gap-x-4 gap-y-0.5 text-xs text-slate-600">
      {bands.map((band, at) => (
        <li key={band.label} className="figures inline-flex items-center gap-1.5">
          <span aria-hidden className={`size-2 rounded-sm ${toneFill[band.tone]}`} />
          {band.label} {bands[at - 1]?.upTo ?? min}–{band.upTo}
        </li>
      ))}
    </ul>
  );
}

/**
 * The first series is filled: the enterprise; others are for comparison. A dimension that somebody
 * lacks is named below and not drawn, since a point at the centre would say zero.
 */
export function RadarChart(props: ChartWords & Omit<RadarSpec, "kind">) {
  const { axes, series } = props;
  const known = axes.flatMap((axis, at) =>
    series.every((one) => (one.values[at] ?? null) !== null) ? [{ axis, at }] : [],
  );
  const drawn = {
    kind: "radar" as const,
    axes: known.map(({ axis }) => axis),
    series: series.map((one) => ({
      label: one.label,
      values: known.map(({ at }) => one.values[at] ?? null),
    })),
  };
  const missing = axes.filter((axis) => !drawn.axes.includes(axis)).map((axis) => axis.label);
  return (
    <ChartFigure
      words={props}
      spec={drawn.axes.length >= 3 ? drawn : null}
      defaultHeight={280}
      fallbackDescription={`${axes
        .map((axis, at) => `${axis.label}${numberText(series[0]?.values[at])}（满分 ${axis.max}）`)
        .join("，")}。`}
      legend={missing.length > 0 && <MissingAxes labels={missing} drawn={drawn.axes.length >= 3} />}
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

type MissingAxesProps = { readonly labels: readonly string[]; readonly drawn: boolean };

function MissingAxes({ labels, drawn }: MissingAxesProps) {
  return (
    <p className="text-muted-foreground mt-1 flex items-center gap-1.5 text-xs">
      <span
        aria-hidden
        className="unknown-hatch size-3 shrink-0 rounded-sm border border-slate-300"
      />
      {labels.join("、")}暂无数据，{drawn ? "未画入图中" : "有数据的维度不足三个，不能成图"}
    </p>
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
