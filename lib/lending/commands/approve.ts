import { z } from "zod";
import { optionalText, ratePercent, wanAmount, wholeNumber } from "../../kernel/inputs.ts";
import { bpsText, wanText } from "../../kernel/money.ts";
import { Refusal, type FieldProblem } from "../../kernel/refusal.ts";
import { command } from "../../operation/index.ts";
import { refuseWithoutAuthorisation } from "../authorisations/withdraw.ts";
import { grantLimits, type Bounds, type GrantLimits } from "../limits.ts";
import { nextState } from "../lifecycle.ts";
import type { GrantTerms } from "../model.ts";
import { move, standing, Target } from "../move.ts";
import { latestScore } from "../scores.ts";
import { staleCauses, staleText } from "../staleness.ts";

const Approval = Target.extend({
  amount: wanAmount("授信金额"),
  rate: ratePercent("年利率", { maximum: 36 }),
  termMonths: wholeNumber("期限", { minimum: 1, maximum: 360, unit: "个月" }),
  note: optionalText("审批意见", 500),
}).transform(({ amount, rate, termMonths, note, ...target }) => ({
  target: target satisfies z.infer<typeof Target>,
  terms: { amountFen: amount, rateBps: rate, termMonths },
  note,
}));

/**
 * Grants credit on terms that both the demand and the product allow, on a score that nothing has made
 * stale. That is asked here, whatever the page showed: data may have come since it was drawn.
 */
export const approveApplication = command(
  "application.approve",
  Approval,
  async (call, { target, terms, note }) => {
    const application = await standing(call.db, call.actor, target);
    nextState(application.state, "approve");
    const score = await latestScore(call.db, application.id);
    if (!score) throw scoreMissing();
    await refuseWithoutAuthorisation(call.db, application, call.now);
    const causes = await staleCauses(call.db, { application, score, now: call.now });
    if (causes.length > 0) throw scoreOutdated(causes.map(staleText));
    refuseUnlessWithin(await grantLimits(call.db, application), terms);
    return move(call, application, { kind: "approve", scoreId: score.id, note, ...terms });
  },
);

function refuseUnlessWithin(limits: GrantLimits, terms: GrantTerms): void {
  const months = (count: number) => `${count} 个月`;
  const wan = (amountFen: number) => `${wanText(amountFen)} 万元`;
  const fields = [
    problem("amount", "授信金额", limits.amountFen, terms.amountFen, wan),
    problem("rate", "年利率", limits.rateBps, terms.rateBps, bpsText),
    problem("termMonths", "期限", limits.termMonths, terms.termMonths, months),
  ].filter((found) => found !== null);
  if (fields.length === 0) return;
  const message = fields.map((field) => field.message).join("");
  throw new Refusal("invalid", "application.terms_out_of_limits", message, { fields });
}

function problem(
  path: string,
  label: string,
  { minimum, maximum }: Bounds,
  value: number,
  show: (value: number) => string,
): FieldProblem | null {
  if (minimum > maximum) {
    const message = `企业需求的${label}（${show(maximum)}）低于产品下限（${show(minimum)}），不能通过；可按“额度或利率未谈拢”退回，由企业调整需求。`;
    return { path, message };
  }
  if (minimum <= value && value <= maximum) return null;
  return {
    path,
    message: `${label}应在 ${show(minimum)} 至 ${show(maximum)}之间（产品范围内，且不超过企业需求）。`,
  };
}

const scoreMissing = () =>
  new Refusal(
    "conflict",
    "application.score_missing",
    "审批前须先查阅企业信用档案。请打开信用档案，系统会按最新数据评分。",
  );

const scoreOutdated = (sentences: readonly string[]) =>
  new Refusal(
    "conflict",
    "application.score_outdated",
    `${sentences.join("")}请重新打开信用档案后再审批，已填写的内容仍在。`,
  );
