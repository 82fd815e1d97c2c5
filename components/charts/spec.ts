import type { Tone } from "../ui/tone.ts";

/** Figures of one name over the same categories; `null` is unknown and leaves a gap. */
export type Series = { readonly label: string; readonly values: readonly (number | null)[] };

export type Item = { readonly label: string; readonly value: number | null };

export type MonthBarsSpec = {
  readonly kind: "month-bars";
  /** `YYYY-MM` or any short text. */
  readonly months: readonly string[];
  readonly bars: readonly Series[];
  readonly line?: Series & { readonly unit?: string };
  readonly unit: string;
};

export type LinesSpec = {
  readonly kind: "lines";
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  readonly unit: string;
  readonly area?: boolean;
  /** A level to compare with, for example a limit that a bank asks for. */
  readonly reference?: { readonly label: string; readonly value: number };
  /** Where something changed that the figures are measured by: upright lines, by place of category. */
  readonly marks?: readonly { readonly at: number; readonly label: string }[];
  /** Rates and scores often say nothing near zero. */
  readonly fromZero?: boolean;
};

export type HorizontalBarsSpec = {
  readonly kind: "horizontal-bars";
  readonly items: readonly Item[];
  readonly unit: string;
  readonly max?: number;
};

export type RadarSpec = {
  readonly kind: "radar";
  readonly axes: readonly { readonly label: string; readonly max: number }[];
  readonly series: readonly Series[];
};

export type GaugeBand = { readonly upTo: number; readonly label: string; readonly tone: Tone };

export type GaugeSpec = {
  readonly kind: "gauge";
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  /** From low to high; the last reaches `max`. */
  readonly bands: readonly GaugeBand[];
  readonly label: string;
};

export type WaterfallStep = {
  readonly label: string;
  /** A level for `total`, a signed change for `change`. */
  readonly value: number;
  readonly role: "total" | "change";
};

export type WaterfallSpec = {
  readonly kind: "waterfall";
  readonly steps: readonly WaterfallStep[];
  readonly unit: string;
};

export type DonutSpec = {
  readonly kind: "donut";
  readonly items: readonly Item[];
  readonly unit: string;
  readonly centre?: { readonly label: string; readonly value: string };
};

export type RegionValue = {
  /** Six digits of a city or of a county in it. */
  readonly code: string;
  readonly value: number | null;
};

export type RegionMapSpec = {
  readonly kind: "region-map";
  readonly regions: readonly RegionValue[];
  readonly label: string;
  readonly unit: string;
};

export type ChartSpec =
  | MonthBarsSpec
  | LinesSpec
  | HorizontalBarsSpec
  | RadarSpec
  | GaugeSpec
  | WaterfallSpec
  | DonutSpec
  | RegionMapSpec;
