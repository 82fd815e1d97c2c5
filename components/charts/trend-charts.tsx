import { ChartFigure, type ChartWords } from "./chart-figure.tsx";
import { numberText } from "./number-text.ts";
import type { LinesSpec, MonthBarsSpec, Series } from "./spec.ts";

/** Bars of one or two series by month, with a line over them on the same or its own axis. */
export function MonthBarsChart(props: ChartWords & Omit<MonthBarsSpec, "kind">) {
  const { months, bars, line, unit } = props;
  const lineUnit = line?.unit ?? unit;
  return (
    <ChartFigure
      words={props}
      spec={{ kind: "month-bars", months, bars, unit, ...(line === undefined ? {} : { line }) }}
      defaultHeight={280}
      fallbackDescription={describe(months, [...bars, ...(line ? [line] : [])])}
      table={{
        columns: [
          { header: "月份" },
          ...bars.map((bar) => ({ header: bar.label, unit })),
          ...(line === undefined ? [] : [{ header: line.label, unit: lineUnit }]),
        ],
        rows: months.map((month, at) => ({
          label: month,
          values: [...bars, ...(line ? [line] : [])].map((one) => one.values[at] ?? null),
        })),
      }}
    />
  );
}

export function LinesChart(props: ChartWords & Omit<LinesSpec, "kind">) {
  const { categories, series, unit, area, reference, marks, fromZero } = props;
  return (
    <ChartFigure
      words={props}
      spec={{
        kind: "lines",
        categories,
        series,
        unit,
        ...(area === undefined ? {} : { area }),
        ...(reference === undefined ? {} : { reference }),
        ...(marks === undefined ? {} : { marks }),
        ...(fromZero === undefined ? {} : { fromZero }),
      }}
      defaultHeight={260}
      fallbackDescription={describe(categories, series)}
      table={{
        columns: [{ header: "时间" }, ...series.map((one) => ({ header: one.label, unit }))],
        rows: categories.map((category, at) => ({
          label: category,
          values: series.map((one) => one.values[at] ?? null),
        })),
      }}
    />
  );
}

function describe(categories: readonly string[], series: readonly Series[]): string {
  const span = `${categories[0] ?? ""} 至 ${categories.at(-1) ?? ""}`;
  const ends = series.map((one) => {
    const last = one.values.at(-1) ?? null;
    return `${one.label}最近一期为${numberText(last)}`;
  });
  return `${span}，共 ${categories.length} 期。${ends.join("；")}。`;
}
