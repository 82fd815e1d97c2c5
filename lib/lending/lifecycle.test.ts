import { describe, expect, test } from "vitest";
import { matrix, type Verb } from "../access/matrix.ts";
import { legalEvents, legalEventsFor, lifecycle, moverOf, nextState } from "./lifecycle.ts";
import { applicationEvents, applicationStates } from "./model.ts";

const verbOf = {
  withdraw: "application.withdraw",
  accept: "application.accept",
  approve: "application.approve",
  reject: "application.reject",
  sign_contract: "application.contract",
  disburse: "application.disburse",
  settle: "application.settle",
  close: "registry.offboard",
} as const satisfies Record<string, Verb>;

describe("the course of an application", () => {
  test("runs from submission to settlement", () => {
    const course = ["accept", "approve", "sign_contract", "disburse", "settle"] as const;
    let state: (typeof applicationStates)[number] = "submitted";
    for (const event of course) state = nextState(state, event);
    expect(state).toBe("settled");
  });

  test("can be reached to its last state, and ends in four", () => {
    const reached = new Set(["submitted", ...Object.values(lifecycle).flatMap(Object.values)]);
    expect([...reached].sort()).toEqual([...applicationStates].sort());
    const final = applicationStates.filter((state) => legalEvents(state).length === 0);
    expect(final).toEqual(["settled", "rejected", "withdrawn", "closed"]);
  });

  test("an illegal move is refused by what may be done instead", () => {
    expect(() => nextState("granted", "accept")).toThrow(
      "该申请当前为“已授信”，不能进行“机构受理”。现在可以：签订合同、企业撤回申请。",
    );
    expect(() => nextState("settled", "accept")).toThrow("该申请已办结，不能再变更。");
  });

  test("every pair of state and event is either in the table or a conflict", () => {
    for (const from of applicationStates) {
      for (const event of applicationEvents) {
        if (event === "submit" || lifecycle[from][event]) continue;
        expect(() => nextState(from, event)).toThrow(
          expect.objectContaining({
            kind: "conflict",
            reason: `application.cannot_${event}_from_${from}`,
          }),
        );
      }
    }
  });

  test("the enterprise may only withdraw, and only before the contract", () => {
    const withdrawable = applicationStates.filter(
      (state) => legalEventsFor(state, "enterprise").length > 0,
    );
    expect(withdrawable).toEqual(["submitted", "accepted", "granted"]);
  });

  test("who moves it is whom the access matrix lets", () => {
    for (const [event, verb] of Object.entries(verbOf)) {
      expect(matrix[verb]).toEqual([moverOf[event as keyof typeof verbOf]]); // Keys of the literal above.
    }
  });
});
