import { z } from "zod";
import { optionalText } from "../../kernel/inputs.ts";
import { command } from "../../operation/index.ts";
import { rejectionCodeIds } from "../model.ts";
import { move, standing, Target } from "../move.ts";
import { latestScore } from "../scores.ts";

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

/** Says no, with up to three reasons that the enterprise reads together with what it can do. */
export const rejectApplication = command(
  "application.reject",
  Rejection,
  async (call, { codes, note, ...target }) => {
    const application = await standing(call.db, call.actor, target);
    const score = await latestScore(call.db, application.id);
    return move(call, application, { kind: "reject", scoreId: score?.id ?? null, codes, note });
  },
);
