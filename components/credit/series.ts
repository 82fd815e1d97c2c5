import type { Monthly } from "#lib/credit/model.ts";

/** How many months the charts show; two years, so that every month has its fellow of the year before. */
export const CHART_MONTHS = 24;

export const recent = <Value>(values: readonly Value[]): readonly Value[] =>
  values.slice(-CHART_MONTHS);

const scaled =
  (divisor: number) =>
  (values: Monthly): Monthly =>
    recent(values).map((value) =>
      value === null ? null : Math.round((value / divisor) * 100) / 100,
    );

/** 分 to 万元 and to 元, for charts. */
export const inWan = scaled(1_000_000);
export const inYuan = scaled(100);

/** Whether there is anything to draw in the months shown. */
export const isKnown = (...series: readonly Monthly[]): boolean =>
  series.some((values) => recent(values).some((value) => value !== null));
