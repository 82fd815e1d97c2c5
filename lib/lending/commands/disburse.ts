import { localDate, wanAmount } from "../../kernel/inputs.ts";
import { wanText } from "../../kernel/money.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { command } from "../../operation/index.ts";
import { refuseUnlessBetween } from "../dates.ts";
import { isFirstLoan } from "../first-loan.ts";
import { nextState } from "../lifecycle.ts";
import { eventOf, move, standing, Target } from "../move.ts";

const Disbursement = Target.extend({
  amount: wanAmount("放款金额"),
  disbursedOn: localDate("放款日期"),
});

/** The money went out. Whether it is the enterprise's first loan is derived, never typed. */
export const disburse = command(
  "application.disburse",
  Disbursement,
  async (call, { amount, disbursedOn, ...target }) => {
    const application = await standing(call.db, call.actor, target);
    nextState(application.state, "disburse");
    const grant = await eventOf(call.db, application.id, "approve");
    const contract = await eventOf(call.db, application.id, "sign_contract");
    if (!grant || !contract) throw new Error("contracted without a grant or a contract");
    if (amount > grant.payload.amountFen) {
      const message = `放款金额不能超过授信金额 ${wanText(grant.payload.amountFen)} 万元。`;
      const fields = [{ path: "amount", message }];
      throw new Refusal("invalid", "application.more_than_granted", message, { fields });
    }
    refuseUnlessBetween(
      { path: "disbursedOn", label: "放款日期", day: disbursedOn },
      { from: contract.payload.signedOn, fromLabel: "签约日期", now: call.now },
    );
    const firstLoan = await isFirstLoan(call.db, application);
    return move(call, application, { kind: "disburse", amountFen: amount, disbursedOn, firstLoan });
  },
);
