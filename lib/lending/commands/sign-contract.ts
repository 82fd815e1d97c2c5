import { dayOf } from "../../kernel/calendar.ts";
import { chosen, localDate, someText } from "../../kernel/inputs.ts";
import { guaranteeKinds, repaymentKinds } from "../../kernel/lending-terms.ts";
import { command } from "../../operation/index.ts";
import { refuseUnlessBetween } from "../dates.ts";
import { nextState } from "../lifecycle.ts";
import { eventOf, move, standing, Target } from "../move.ts";

const Contract = Target.extend({
  contractNumber: someText("合同编号", { maximum: 60 }),
  signedOn: localDate("签约日期"),
  guaranteeKind: chosen("担保方式", guaranteeKinds),
  repaymentKind: chosen("还款方式", repaymentKinds),
});

/** The contract as it was signed, after the grant: its main guarantee decides whether this is a credit loan. */
export const signContract = command(
  "application.contract",
  Contract,
  async (call, { contractNumber, signedOn, guaranteeKind, repaymentKind, ...target }) => {
    const application = await standing(call.db, call.actor, target);
    nextState(application.state, "sign_contract");
    const grant = await eventOf(call.db, application.id, "approve");
    if (!grant) throw new Error("granted without a grant");
    refuseUnlessBetween(
      { path: "signedOn", label: "签约日期", day: signedOn },
      { from: dayOf(grant.at), fromLabel: "授信日期", now: call.now },
    );
    return move(call, application, {
      kind: "sign_contract",
      contractNumber,
      signedOn,
      guaranteeKind,
      repaymentKind,
    });
  },
);
