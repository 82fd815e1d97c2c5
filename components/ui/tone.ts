export const tones = ["neutral", "primary", "success", "warning", "danger", "info"] as const;
export type Tone = (typeof tones)[number];

export const toneText = {
  neutral: "text-slate-600",
  primary: "text-primary",
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
  info: "text-info",
} satisfies Record<Tone, string>;

export const toneSoft = {
  neutral: "border-border bg-muted text-slate-700",
  primary: "border-primary-line bg-primary-soft text-primary",
  success: "border-success-line bg-success-soft text-success",
  warning: "border-warning-line bg-warning-soft text-warning",
  danger: "border-danger-line bg-danger-soft text-danger",
  info: "border-info-line bg-info-soft text-info",
} satisfies Record<Tone, string>;

export const toneFill = {
  neutral: "bg-slate-400",
  primary: "bg-ink-600",
  success: "bg-success",
  warning: "bg-brass-500",
  danger: "bg-danger",
  info: "bg-info",
} satisfies Record<Tone, string>;
