import type { StepWords } from "#components/approval/step-dialog.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { CardStep } from "#lib/scoring/index.ts";
import type { CardStatus, WarningLevel } from "#lib/scoring/model.ts";

export const statusTones = {
  draft: "neutral",
  submitted: "info",
  challenger: "primary",
  proposed: "warning",
  champion: "success",
  retired: "neutral",
} as const satisfies Record<CardStatus, Tone>;

export const levelWords = {
  none: { label: "正常", tone: "success" },
  look: { label: "关注", tone: "warning" },
  act: { label: "预警", tone: "danger" },
} as const satisfies Record<WarningLevel, Readonly<{ label: string; tone: Tone }>>;

/** What a person presses, and what is said before they do. */
export const stepWords = {
  submit: {
    label: "提交发布",
    note: "optional",
    about: "由另一位同事复核后成为挑战者，与冠军并行评分。",
  },
  approve: {
    label: "复核发布",
    note: "optional",
    about: "发布后即与冠军并行评分；其评分不用于审批。",
  },
  send_back: {
    label: "退回修改",
    note: "required",
    about: "退回后为草稿；评分卡不能改动，请提交新的版本。",
    quiet: true,
  },
  propose: {
    label: "提议晋升",
    note: "required",
    about: "由另一位同事复核后成为冠军。请写明依据。",
  },
  decline: {
    label: "否决晋升",
    note: "required",
    about: "仍为挑战者，继续并行评分。",
    quiet: true,
  },
  promote: {
    label: "复核晋升",
    note: "optional",
    about: "立即用于审批；原冠军同时退役。尚未审批的申请须重新打开信用档案。",
  },
  retire: {
    label: "退役",
    note: "required",
    about: "不再评分，不能恢复；已有的评分与记录保留。",
    quiet: true,
  },
  supersede: { label: "接替", note: "optional", about: "" },
} as const satisfies Record<CardStep, StepWords>;
