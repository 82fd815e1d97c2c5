import { BarChart, GaugeChart, LineChart, MapChart, PieChart, RadarChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from "echarts/components";
import { getMap, init, registerMap, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { donutOption } from "./options/donut.ts";
import { gaugeOption } from "./options/gauge.ts";
import { horizontalBarsOption } from "./options/horizontal-bars.ts";
import { linesOption } from "./options/lines.ts";
import { monthBarsOption } from "./options/month-bars.ts";
import { radarOption } from "./options/radar.ts";
import { mapName, regionMapOption } from "./options/region-map.ts";
import { waterfallOption } from "./options/waterfall.ts";
import type { ChartSpec } from "./spec.ts";
import { readTheme, type ChartSize, type ChartTheme } from "./theme.ts";

register([
  AriaComponent,
  BarChart,
  GaugeChart,
  GridComponent,
  LegendComponent,
  LineChart,
  MapChart,
  MarkLineComponent,
  PieChart,
  RadarChart,
  RadarComponent,
  SVGRenderer,
  TitleComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
]);

/** Draws into `box` and returns how to put it away. */
export async function draw(box: HTMLElement, spec: ChartSpec, description: string) {
  if (spec.kind === "region-map") await loadMap();
  const theme = readTheme();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const chart = init(box, undefined, { renderer: "svg" });
  const show = (size: ChartSize, animation: boolean) =>
    chart.setOption(
      {
        animation,
        animationDuration: 400,
        textStyle: { fontFamily: theme.fontFamily },
        aria: { enabled: true, label: { description } },
        ...optionOf(spec, theme, size),
      },
      true,
    );
  let drawn = sizeOf(box);
  show(drawn, !still);
  const watcher = new ResizeObserver(() => {
    const size = sizeOf(box);
    // The first report comes at once, with nothing new; a hidden box has no size to draw in.
    if (size.width === 0 || (size.width === drawn.width && size.height === drawn.height)) return;
    drawn = size;
    chart.resize();
    show(size, false);
  });
  watcher.observe(box);
  return () => {
    watcher.disconnect();
    chart.dispose();
  };
}

const sizeOf = (box: HTMLElement): ChartSize => ({
  width: box.clientWidth,
  height: box.clientHeight,
});

function optionOf(spec: ChartSpec, theme: ChartTheme, size: ChartSize) {
  switch (spec.kind) {
    case "month-bars":
      return monthBarsOption(spec, theme);
    case "lines":
      return linesOption(spec, theme);
    case "horizontal-bars":
      return horizontalBarsOption(spec, theme);
    case "radar":
      return radarOption(spec, theme);
    case "gauge":
      return gaugeOption(spec, theme);
    case "waterfall":
      return waterfallOption(spec, theme, size);
    case "donut":
      return donutOption(spec, theme, size);
    case "region-map":
      return regionMapOption(spec, theme, size);
  }
}

async function loadMap(): Promise<void> {
  if (getMap(mapName)) return;
  const answer = await fetch("/maps/guizhou.json");
  if (!answer.ok) throw new Error(`map: ${answer.status}`);
  registerMap(mapName, await answer.text());
}
