import { z } from "zod";
import { localDate } from "../../kernel/inputs.ts";
import { command } from "../../operation/index.ts";
import { refuseUnlessBetween } from "../dates.ts";
import { nextState } from "../lifecycle.ts";
import { eventOf, move, standing, Target } from "../move.ts";

const Settlement = Target.extend({
  settledOn: localDate("结清日期"),
  overdue: z.enum(["yes", "no"], { error: "请选择还款期间是否发生过逾期。" }),
});

/** The loan is repaid; whether it ever was overdue is what scorecards are later validated with. */
export const settle = command(
  "application.settle",
  Settlement,
  async (call, { settledOn, overdue, ...target }) => {
    const application = await standing(call.db, call.actor, target);
    nextState(application.state, "settle");
    const loan = await eventOf(call.db, application.id, "disburse");
    if (!loan) throw new Error("disbursed without a disbursement");
    refuseUnlessBetween(
      { path: "settledOn", label: "结清日期", day: settledOn },
      { from: loan.payload.disbursedOn, fromLabel: "放款日期", now: call.now },
    );
    return move(call, application, { kind: "settle", settledOn, overdue: overdue === "yes" });
  },
);
