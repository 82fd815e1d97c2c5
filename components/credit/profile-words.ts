import type { Monthly } from "#lib/credit/model.ts";

/** How many of the profile's months a chart shows: this year against the one before. */
export const SHOWN_MONTHS = 24;

export const lastMonths = <T>(series: readonly T[]): readonly T[] => series.slice(-SHOWN_MONTHS);

/** 分 to 万元 or 元 for a chart; unknown stays unknown. */
export const inWan = (series: Monthly): Monthly =>
  lastMonths(series).map((value) => (value === null ? null : Math.round(value / 10_000) / 100));

export const inYuan = (series: Monthly): Monthly =>
  lastMonths(series).map((value) => (value === null ? null : value / 100));

/** Whether there is anything to draw in the months that are shown. */
export const isKnown = (series: Monthly): boolean =>
  lastMonths(series).some((value) => value !== null);

/** The newest value that is known. */
export const latest = (series: Monthly): number | null =>
  series.findLast((value) => value !== null) ?? null;
