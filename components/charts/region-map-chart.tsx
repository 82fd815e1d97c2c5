import { ChartFigure, type ChartWords } from "./chart-figure.tsx";
import { cityCodeOf, guizhouCities } from "./guizhou.ts";
import { numberText } from "./number-text.ts";
import type { RegionMapSpec } from "./spec.ts";

/** Guizhou by city. A city that is absent, or whose value is `null`, is hatched as unknown. */
export function RegionMapChart(props: ChartWords & Omit<RegionMapSpec, "kind">) {
  const { regions, label, unit } = props;
  const valueOf = new Map(regions.map((region) => [cityCodeOf(region.code), region.value]));
  const cities = guizhouCities.map((city) => ({ ...city, value: valueOf.get(city.code) ?? null }));
  return (
    <ChartFigure
      words={props}
      spec={{ kind: "region-map", regions, label, unit }}
      defaultHeight={400}
      fallbackDescription={`${cities.map((city) => `${city.name}${numberText(city.value, unit)}`).join("，")}。`}
      legend={
        <p className="text-muted-foreground mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
          <span className="inline-flex items-center gap-1.5">
            <span aria-hidden className="unknown-hatch size-3 rounded-sm border border-slate-300" />
            暂无数据（不等于零）
          </span>
          <span>行政区划示意，不作为划界依据</span>
        </p>
      }
      table={{
        columns: [{ header: "地区" }, { header: label, unit }],
        rows: cities.map((city) => ({ label: city.name, values: [city.value] })),
      }}
    />
  );
}
