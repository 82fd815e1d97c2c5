import { ChartFigure, type ChartWords } from "./chart-figure.tsx";
import { cityCodeOf, guizhouCities } from "./guizhou.ts";
import { numberText } from "./number-text.ts";
import type { RegionMapSpec } from "./spec.ts";

/** Guizhou by city. A city that is absent, or whose value is `null`, is hatched as unknown. */
export function RegionMapChart(props: ChartWords & Omit<RegionMapSpec, "kind">) {
  const { regions, label, unit } = props;
  const valueOf = new Map(regions.map((region) => [cityCodeOf(region.code), region.value]));
  const cities = guizhouCities.map((city) => ({ ...city, value: valueOf.get(city.code) ?? null }));
  const known = cities.flatMap((city) => (city.value === null ? [] : [city.value]));
  return (
    <ChartFigure
      words={props}
      spec={{ kind: "region-map", regions, label, unit }}
      defaultHeight={400}
      fallbackDescription={`${cities.map((city) => `${city.name}${numberText(city.value, unit)}`).join("，")}。`}
      legend={
        <MapLegend
          lowest={numberText(Math.min(0, ...known))}
          highest={numberText(Math.max(0, ...known), unit)}
        />
      }
      table={{
        columns: [{ header: "地区" }, { header: label, unit }],
        rows: cities.map((city) => ({ label: city.name, values: [city.value] })),
      }}
    />
  );
}

type MapLegendProps = { readonly lowest: string; readonly highest: string };

function MapLegend({ lowest, highest }: MapLegendProps) {
  return (
    <p className="text-muted-foreground mt-2 flex flex-wrap items-center gap-x-5 gap-y-1 text-xs">
      <span className="figures inline-flex items-center gap-2">
        {lowest}
        <span
          aria-hidden
          className="from-ink-100 via-ink-400 to-ink-700 h-2.5 w-28 rounded-sm bg-linear-to-r"
        />
        {highest}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden className="unknown-hatch size-3 rounded-sm border border-slate-300" />
        暂无数据（不等于零）
      </span>
      <span>行政区划示意，不作为划界依据</span>
    </p>
  );
}
