import { meetsGoal, qualityGoals } from "#lib/quality/model.ts";
import type { QualityRates } from "#lib/quality/model.ts";

/** Percent with as many decimals as the rate's goal needs: 1‰ and 0.01 % are not seen in one. */
export const rateText = (rate: keyof QualityRates, bps: number | null): string | null =>
  bps === null
    ? null
    : (bps / 100).toFixed(rate in qualityGoals && rate !== "timelinessBps" ? 3 : 1);

/** Whether the goal is met, in words; undefined where there is none or nothing to judge. */
export function goalText(rate: keyof QualityRates, bps: number | null): string | undefined {
  if (!(rate in qualityGoals)) return undefined;
  const goal = rate as keyof typeof qualityGoals; // Earned by the check above.
  const words = {
    wrongCodeBps: "目标低于 0.1%",
    duplicateCodeBps: "目标低于 0.01%",
    timelinessBps: "目标 100%",
  }[goal];
  const met = meetsGoal(goal, bps);
  return met === null ? words : `${words}，${met ? "已达到" : "未达到"}`;
}
