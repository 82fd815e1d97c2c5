import { lifeOf } from "../approval/index.ts";
import {
  templateEventLabels,
  templateStatusLabels,
  type TemplateEvent,
  type TemplateStatus,
} from "./model.ts";

export type TemplateStep = Exclude<TemplateEvent, "draft">;

/** The life of a template: one person writes and submits it, another approves it. */
export const templateLife = lifeOf<TemplateStatus, TemplateStep>({
  schema: "evaluation",
  documents: "template",
  events: "template_event",
  key: "template",
  room: "evaluation",
  noun: "评价模板",
  transitions: {
    submit: { from: ["draft"], to: "submitted" },
    send_back: { from: ["submitted"], to: "draft" },
    approve: { from: ["submitted"], to: "approved" },
    retire: { from: ["draft", "approved"], to: "retired" },
  },
  statusLabels: templateStatusLabels,
  eventLabels: templateEventLabels,
  secondPerson: { approve: "提交人不能复核自己提交的评价模板" },
  implied: [],
});
