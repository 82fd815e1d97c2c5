import type { Tone } from "../ui/tone.ts";

/** The page's tokens as plain colours: the drawing library cannot read CSS variables. */
export type ChartTheme = {
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly axis: string;
  readonly surface: string;
  readonly accent: string;
  readonly hatch: string;
  readonly hatchGround: string;
  readonly ramp: readonly string[];
  readonly series: readonly string[];
  readonly tones: Readonly<Record<Tone, string>>;
  readonly fontFamily: string;
};

export type ChartSize = { readonly width: number; readonly height: number };

export function readTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: token("--color-slate-800"),
    faint: token("--color-muted-foreground"),
    line: token("--color-slate-200"),
    axis: token("--color-slate-300"),
    surface: token("--color-card"),
    accent: token("--color-brass-300"),
    hatch: token("--color-slate-300"),
    hatchGround: token("--color-slate-100"),
    ramp: [100, 200, 300, 400, 500, 600, 700].map((step) => token(`--color-ink-${step}`)),
    series: [1, 2, 3, 4, 5, 6].map((step) => token(`--color-series-${step}`)),
    tones: {
      neutral: token("--color-slate-400"),
      primary: token("--color-ink-600"),
      success: token("--color-success"),
      warning: token("--color-series-3"),
      danger: token("--color-danger"),
      info: token("--color-info"),
    },
    fontFamily: getComputedStyle(document.body).fontFamily,
  };
}

export const tooltipOf = (theme: ChartTheme) => ({
  backgroundColor: theme.surface,
  borderColor: theme.line,
  borderWidth: 1,
  padding: [8, 12],
  textStyle: { color: theme.text, fontSize: 12, fontFamily: theme.fontFamily },
  extraCssText: "box-shadow:0 2px 4px rgb(17 37 64/.05),0 8px 20px rgb(17 37 64/.08)",
  confine: true,
});

export const axisLabelOf = (theme: ChartTheme) => ({
  color: theme.faint,
  fontSize: 12,
  hideOverlap: true,
});

export const legendOf = (theme: ChartTheme, shown: boolean) => ({
  show: shown,
  top: 0,
  right: 0,
  icon: "roundRect",
  itemWidth: 10,
  itemHeight: 10,
  itemGap: 16,
  textStyle: { color: theme.faint, fontSize: 12 },
});

export const valueAxisOf = (theme: ChartTheme) => ({
  type: "value" as const,
  axisLabel: axisLabelOf(theme),
  axisLine: { show: false },
  axisTick: { show: false },
  splitNumber: 4,
  splitLine: { lineStyle: { color: theme.line } },
});

/** The unit at the corner: as an axis name, a long one would be cut off. */
export const unitTitle = (theme: ChartTheme, unit: string) => ({
  text: `单位：${unit}`,
  left: 0,
  top: 2,
  padding: 0,
  textStyle: { color: theme.faint, fontSize: 12, fontWeight: 400 as const },
});

export const categoryAxisOf = (theme: ChartTheme, categories: readonly string[]) => ({
  type: "category" as const,
  data: [...categories],
  axisLabel: axisLabelOf(theme),
  axisLine: { lineStyle: { color: theme.axis } },
  axisTick: { show: false },
});

/** What stands under the pointer: one line a series, the unknown named as such. */
export function tooltipLines(
  title: string,
  lines: readonly { label: string; text: string; color?: string }[],
) {
  const rows = lines.map(({ label, text, color }) => {
    const dot =
      color === undefined
        ? ""
        : `<i style="display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:6px;background:${color}"></i>`;
    return `<div style="display:flex;justify-content:space-between;gap:20px"><span>${dot}${escaped(label)}</span><b style="font-weight:600;font-variant-numeric:tabular-nums">${escaped(text)}</b></div>`;
  });
  return `<div style="line-height:1.75"><div style="font-weight:600">${escaped(title)}</div>${rows.join("")}</div>`;
}

/** Labels may be names that people chose. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
