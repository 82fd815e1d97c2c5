import { cityCodeOf, guizhouCities } from "../guizhou.ts";
import { numberText, unknownText } from "../number-text.ts";
import type { RegionMapSpec } from "../spec.ts";
import { tooltipLines, tooltipOf, type ChartSize, type ChartTheme } from "../theme.ts";

export const mapName = "guizhou";

export function regionMapOption(spec: RegionMapSpec, theme: ChartTheme, size: ChartSize) {
  const valueOf = new Map(spec.regions.map((region) => [cityCodeOf(region.code), region.value]));
  const cities = guizhouCities.map((city) => ({ ...city, value: valueOf.get(city.code) ?? null }));
  const known = cities.flatMap((city) => (city.value === null ? [] : [city.value]));
  const highest = Math.max(0, ...known);
  return {
    tooltip: {
      ...tooltipOf(theme),
      formatter: ({ name }: { name: string }) => {
        const city = cities.find((one) => one.name === name);
        return tooltipLines(name, [
          { label: spec.label, text: numberText(city?.value, spec.unit) },
        ]);
      },
    },
    visualMap: {
      type: "continuous" as const,
      min: Math.min(0, ...known),
      max: highest > 0 ? highest : 1,
      show: false,
      inRange: { color: [...theme.ramp] },
      outOfRange: { color: [theme.hatchGround] },
    },
    series: [
      {
        type: "map" as const,
        map: mapName,
        // The cosine of 27° north, so that shapes keep their proportions.
        aspectScale: 0.89,
        selectedMode: false as const,
        layoutCenter: ["50%", "50%"],
        // The province is about a seventh wider than high.
        layoutSize: Math.min(size.width, (size.height - 8) * 1.14),
        label: {
          show: true,
          fontSize: 11,
          lineHeight: 15,
          formatter: ({ name }: { name: string }) => {
            const city = cities.find((one) => one.name === name);
            if (city === undefined) return name;
            return `${city.short}\n${city.value === null ? unknownText : numberText(city.value)}`;
          },
        },
        itemStyle: { borderColor: theme.surface, borderWidth: 1, areaColor: theme.hatchGround },
        emphasis: {
          label: { show: true, color: theme.text, textBorderWidth: 0 },
          itemStyle: { areaColor: theme.accent, borderColor: theme.surface, borderWidth: 1 },
        },
        data: cities.map((city) => ({
          name: city.name,
          value: city.value ?? Number.NaN,
          label: labelOf(city.value, highest, theme),
          ...(city.value === null ? { itemStyle: unknownStyle(theme) } : {}),
        })),
      },
    ],
  };
}

/** White on the darker half of the ramp; on the hatch with a halo. */
function labelOf(value: number | null, highest: number, theme: ChartTheme) {
  if (value === null) {
    return { color: theme.text, textBorderColor: theme.hatchGround, textBorderWidth: 4 };
  }
  const dark = highest > 0 && value / highest > 0.5;
  return dark
    ? { color: theme.surface, textBorderColor: theme.ramp.at(-1) ?? theme.text, textBorderWidth: 2 }
    : { color: theme.text };
}

const unknownStyle = (theme: ChartTheme) => ({
  areaColor: theme.hatchGround,
  decal: {
    color: theme.hatch,
    dashArrayX: [1, 0],
    dashArrayY: [1, 6],
    rotation: -Math.PI / 4,
  },
});
