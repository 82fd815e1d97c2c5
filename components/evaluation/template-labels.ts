import type { StepWords } from "#components/approval/step-dialog.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { TemplateStep } from "#lib/evaluation/index.ts";
import { templateStatusLabels, type TemplateStatus } from "#lib/evaluation/model.ts";

const statusTones = {
  draft: "neutral",
  submitted: "info",
  approved: "success",
  retired: "neutral",
} as const satisfies Record<TemplateStatus, Tone>;

/** Null: it came with the program. */
export const standingOf = (
  status: TemplateStatus | null,
): Readonly<{ label: string; tone: Tone }> =>
  status === null
    ? { label: "随系统内置", tone: "neutral" }
    : { label: templateStatusLabels[status], tone: statusTones[status] };

export const stepWords = {
  submit: { label: "提交复核", note: "optional", about: "由另一位同事复核批准后才能用于评价。" },
  approve: {
    label: "复核批准",
    note: "optional",
    about: "批准后在有效期内评价适用地区的企业，已评价的月份不变。",
  },
  send_back: {
    label: "退回",
    note: "required",
    about: "退回后为草稿；模板不能改动，请以此新建版本。",
    quiet: true,
  },
  retire: {
    label: "停用",
    note: "required",
    about: "不再用于评价，不能恢复；已评价的月份与记录保留。",
    quiet: true,
  },
} as const satisfies Record<TemplateStep, StepWords>;

export const validityText = (
  template: Readonly<{ validFrom: string; validTo: string | null }>,
): string => `${template.validFrom} 至 ${template.validTo ?? "长期"}`;
