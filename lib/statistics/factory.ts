import { dayOf } from "../kernel/calendar.ts";
import { guaranteeKinds } from "../kernel/lending-terms.ts";
import type { PastStep } from "../lending/factory.ts";
import type { ApplicationState, EventPayload } from "../lending/model.ts";

/** A small generator (mulberry32), so that a failure can be run again. */
let seed = 20261121;
export function random(): number {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
export const whole = (minimum: number, maximum: number) =>
  minimum + Math.floor(random() * (maximum - minimum + 1));
export function pick<T>(values: readonly T[]): T {
  const value = values[whole(0, values.length - 1)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

/** A random course of an application, cut off anywhere or refused; steps fall on any hour of the day. */
export function historyFrom(postedAt: Date, amountFen: number): readonly [PastStep, ...PastStep[]] {
  let at = postedAt;
  const later = () => (at = new Date(at.getTime() + whole(1, 12 * 24) * 3_600_000));
  const step = (state: ApplicationState, payload: EventPayload) => ({
    at: later(),
    state,
    payload,
  });
  const first = step("submitted", { kind: "submit", eligibility: "MATCH" });
  const others = [
    step("accepted", { kind: "accept" }),
    step("granted", {
      kind: "approve",
      scoreId: "-",
      note: null,
      amountFen: amountFen - 1_000_000,
      rateBps: whole(335, 600),
      termMonths: 12,
    }),
    step("contracted", {
      kind: "sign_contract",
      contractNumber: "HT",
      signedOn: dayOf(at),
      guaranteeKind: pick(guaranteeKinds),
      repaymentKind: "bullet",
    }),
    step("disbursed", {
      kind: "disburse",
      amountFen: amountFen - 2_000_000,
      disbursedOn: dayOf(at),
      firstLoan: pick([true, false, null]),
    }),
    step("settled", { kind: "settle", settledOn: dayOf(at), overdue: false }),
  ];
  if (random() < 0.15) {
    return [first, step("rejected", { kind: "reject", scoreId: null, codes: ["R04"], note: null })];
  }
  return [first, ...others.slice(0, whole(2, others.length))];
}
