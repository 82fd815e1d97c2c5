import { Refusal } from "../kernel/refusal.ts";
import { cardEventLabels, cardStatusLabels, type CardEvent, type CardStatus } from "./model.ts";

/** What each event needs and leads to. Whatever is not here cannot happen. */
const transitions: Readonly<
  Record<Exclude<CardEvent, "draft">, Readonly<{ from: readonly CardStatus[]; to: CardStatus }>>
> = {
  submit: { from: ["draft"], to: "submitted" },
  send_back: { from: ["submitted"], to: "draft" },
  approve: { from: ["submitted"], to: "challenger" },
  propose: { from: ["challenger"], to: "proposed" },
  decline: { from: ["proposed"], to: "challenger" },
  promote: { from: ["proposed"], to: "champion" },
  supersede: { from: ["champion"], to: "retired" },
  retire: { from: ["draft", "challenger", "champion"], to: "retired" },
};

export type CardStep = keyof typeof transitions;

/** The status after the event; refuses one that has no place here. */
export function statusAfter(status: CardStatus, event: CardStep): CardStatus {
  const { from, to } = transitions[event];
  if (from.includes(status)) return to;
  throw new Refusal(
    "conflict",
    "card.out_of_turn",
    `评分卡目前是“${cardStatusLabels[status]}”，不能${cardEventLabels[event]}。请刷新后再看。`,
  );
}

/** What may be done next, in the order of the table; `supersede` follows from a promotion alone. */
export const stepsFrom = (status: CardStatus): readonly CardStep[] =>
  (Object.keys(transitions) as CardStep[]) // Keys of the literal.
    .filter((event) => event !== "supersede" && transitions[event].from.includes(status));

/** Steps that need another person than the one who took the step before. */
export const needsSecondPerson = (event: CardStep): boolean =>
  event === "approve" || event === "promote";
