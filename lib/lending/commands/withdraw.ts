import { optionalText } from "../../kernel/inputs.ts";
import { command } from "../../operation/index.ts";
import { move, standing, Target } from "../move.ts";

/** The enterprise takes its application back, up to the contract. */
export const withdrawApplication = command(
  "application.withdraw",
  Target.extend({ reason: optionalText("撤回原因", 200) }),
  async (call, { reason, ...target }) => {
    const application = await standing(call.db, call.actor, target);
    return move(call, application, { kind: "withdraw", reason });
  },
);
