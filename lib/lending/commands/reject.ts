import { z } from "zod";
import { optionalText } from "../../kernel/inputs.ts";
import { command, type Call } from "../../operation/index.ts";
import { rejectionCodeIds } from "../model.ts";
import { move, standing, Target, type Standing } from "../move.ts";
import { latestScore } from "../scores.ts";
import { staleCauses } from "../staleness.ts";

/** A form sends one ticked box as text, several as a list. */
const ticked = (value: unknown) => (typeof value === "string" ? [value] : value);

const Rejection = Target.extend({
  codes: z.preprocess(
    ticked,
    z
      .array(z.enum(rejectionCodeIds, { error: "原因代码不在目录中，请刷新页面后重选。" }), {
        error: "请选择 1 至 3 项原因。",
      })
      .transform((codes) => [...new Set(codes)])
      .refine((codes) => codes.length >= 1 && codes.length <= 3, {
        error: "请选择 1 至 3 项原因。",
      }),
  ),
  note: optionalText("说明", 500),
}).refine(({ codes, note }) => !codes.includes("R99") || note !== null, {
  path: ["note"],
  error: "选择“其他”时请写明原因，企业会看到这段说明。",
});

/**
 * Says no, with up to three reasons that the enterprise reads together with what it can do. A refusal
 * needs no score, so one that is stale does not stand in its way: it is only not what it rests on.
 */
export const rejectApplication = command(
  "application.reject",
  Rejection,
  async (call, { codes, note, ...target }) => {
    const application = await standing(call.db, call.actor, target);
    const scoreId = await scoreToRestOn(call, application);
    return move(call, application, { kind: "reject", scoreId, codes, note });
  },
);

async function scoreToRestOn({ db, now }: Call, application: Standing): Promise<string | null> {
  const score = await latestScore(db, application.id);
  if (!score) return null;
  const causes = await staleCauses(db, { application, score, now });
  return causes.length === 0 ? score.id : null;
}
