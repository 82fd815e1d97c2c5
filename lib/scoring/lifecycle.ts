import { lifeOf } from "../approval/index.ts";
import { cardEventLabels, cardStatusLabels, type CardEvent, type CardStatus } from "./model.ts";

export type CardStep = Exclude<CardEvent, "draft">;

/** The life of a scorecard: published by two people, and promoted by two people. */
export const cardLife = lifeOf<CardStatus, CardStep>({
  schema: "scoring",
  documents: "card",
  events: "card_event",
  key: "card",
  room: "card",
  noun: "评分卡",
  transitions: {
    submit: { from: ["draft"], to: "submitted" },
    send_back: { from: ["submitted"], to: "draft" },
    approve: { from: ["submitted"], to: "challenger" },
    propose: { from: ["challenger"], to: "proposed" },
    decline: { from: ["proposed"], to: "challenger" },
    promote: { from: ["proposed"], to: "champion" },
    supersede: { from: ["champion"], to: "retired" },
    retire: { from: ["draft", "challenger", "champion"], to: "retired" },
  },
  statusLabels: cardStatusLabels,
  eventLabels: cardEventLabels,
  secondPerson: {
    approve: "提交人不能复核自己提交的评分卡",
    promote: "提议人不能复核自己的提议",
  },
  // The champion before gives way to the new one.
  implied: ["supersede"],
});
