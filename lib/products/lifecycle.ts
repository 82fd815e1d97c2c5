import type { Role } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import { draftEventLabels, draftStatusLabels, type DraftEvent, type DraftStatus } from "./model.ts";

export type DraftStep = Exclude<DraftEvent, "draft" | "edit">;

type Transition = Readonly<{
  from: DraftStatus;
  to: DraftStatus;
  by: Role;
  /** Another person than the one who took the step before. */
  secondPerson?: true;
  /** The record has to say why. */
  reason?: true;
}>;

/** What each step needs and leads to, and whose it is. Whatever is not here cannot happen. */
const transitions: Readonly<Record<DraftStep, Transition>> = {
  submit: { from: "draft", to: "submitted", by: "loan_officer" },
  endorse: { from: "submitted", to: "endorsed", by: "loan_officer", secondPerson: true },
  send_back: { from: "submitted", to: "draft", by: "loan_officer", reason: true },
  publish: { from: "endorsed", to: "published", by: "operator" },
  refuse: { from: "endorsed", to: "draft", by: "operator", reason: true },
  discard: { from: "draft", to: "discarded", by: "loan_officer", reason: true },
};

/** The status after the step; refuses one that has no place here. */
export function statusAfter(status: DraftStatus, step: DraftStep): DraftStatus {
  const { from, to } = transitions[step];
  if (status === from) return to;
  throw new Refusal(
    "conflict",
    "product.out_of_turn",
    `产品目前是“${draftStatusLabels[status]}”，不能${draftEventLabels[step]}。请刷新后再看。`,
  );
}

/** What a person of this role may do next, in the order of the table; `lastWasOwn`: the step before was theirs. */
export const stepsFrom = (
  status: DraftStatus,
  role: Role,
  lastWasOwn: boolean,
): readonly DraftStep[] =>
  (Object.keys(transitions) as DraftStep[]) // Keys of the literal.
    .filter((step) => transitions[step].from === status && transitions[step].by === role)
    .filter((step) => !(lastWasOwn && needsSecondPerson(step)));

export const needsSecondPerson = (step: DraftStep): boolean =>
  transitions[step].secondPerson === true;

export const needsReason = (step: DraftStep): boolean => transitions[step].reason === true;
