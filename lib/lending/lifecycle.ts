import type { Role } from "../access/model.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  applicationEvents,
  eventLabels,
  stateLabels,
  type ApplicationEventKind,
  type ApplicationState,
} from "./model.ts";

type Move = Exclude<ApplicationEventKind, "submit">;

/** State → event → next state (domain.md §6.2). A state without events is final. */
export const lifecycle: Readonly<
  Record<ApplicationState, Readonly<Partial<Record<Move, ApplicationState>>>>
> = {
  submitted: { accept: "accepted", reject: "rejected", withdraw: "withdrawn", close: "closed" },
  accepted: { approve: "granted", reject: "rejected", withdraw: "withdrawn", close: "closed" },
  granted: { sign_contract: "contracted", withdraw: "withdrawn", close: "closed" },
  contracted: { disburse: "disbursed" },
  disbursed: { settle: "settled" },
  settled: {},
  rejected: {},
  withdrawn: {},
  closed: {},
};

/** Who makes an event happen; the verbs of the access matrix say the same, operation by operation. */
export const moverOf = {
  submit: "enterprise",
  withdraw: "enterprise",
  accept: "loan_officer",
  approve: "loan_officer",
  reject: "loan_officer",
  sign_contract: "loan_officer",
  disburse: "loan_officer",
  settle: "loan_officer",
  close: "operator",
} as const satisfies Record<ApplicationEventKind, Role>;

/** The events that may follow now, in the order of the lifecycle. */
export const legalEvents = (state: ApplicationState): readonly Move[] =>
  applicationEvents
    .filter((event) => event !== "submit")
    .filter((event) => lifecycle[state][event]);

/** What this role may do with an application now: the buttons of its page. */
export const legalEventsFor = (state: ApplicationState, role: Role): readonly Move[] =>
  legalEvents(state).filter((event) => moverOf[event] === role);

export const isFinal = (state: ApplicationState): boolean => legalEvents(state).length === 0;

/** States in which the institution owes the next step. */
export const openStates = ["submitted", "accepted", "granted", "contracted"] as const;
/** States before the decision, which the promised number of days is counted to. */
export const undecidedStates = ["submitted", "accepted"] as const;

const isOneOf = (states: readonly ApplicationState[], state: ApplicationState) =>
  states.includes(state);
export const isOpen = (state: ApplicationState): boolean => isOneOf(openStates, state);
export const isUndecided = (state: ApplicationState): boolean => isOneOf(undecidedStates, state);

/** Ended without a loan. */
export const isAbandoned = (state: ApplicationState): boolean =>
  isOneOf(["rejected", "withdrawn", "closed"], state);

/** The state that an event leads to, or a refusal that names what may be done instead. */
export function nextState(from: ApplicationState, event: Move): ApplicationState {
  const to = lifecycle[from][event];
  if (to) return to;
  // Closing comes with an institution that leaves; nobody can choose it instead.
  const legal = legalEvents(from)
    .filter((other) => other !== "close")
    .map((other) => eventLabels[other]);
  const instead =
    legal.length > 0 ? `现在可以：${legal.join("、")}。` : "该申请已办结，不能再变更。";
  throw new Refusal(
    "conflict",
    `application.cannot_${event}_from_${from}`,
    `该申请当前为“${stateLabels[from]}”，不能进行“${eventLabels[event]}”。${instead}`,
  );
}
