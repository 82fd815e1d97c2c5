import { command } from "../../operation/index.ts";
import { move, standing, Target } from "../move.ts";

/** An officer takes the application up; from now on the enterprise knows that someone works on it. */
export const acceptApplication = command("application.accept", Target, async (call, target) => {
  const application = await standing(call.db, call.actor, target);
  return move(call, application, { kind: "accept" });
});
