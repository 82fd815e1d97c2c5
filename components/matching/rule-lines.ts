import type { MatchReason } from "#lib/matching/index.ts";
import type { RuleOutcome } from "#lib/products/model.ts";

export type RuleLine = Readonly<{
  ruleId: string;
  name: string;
  kind: "hit" | MatchReason["kind"];
  expected: string;
  actual: string;
  remedy: string | null;
}>;

export const lineOf = ({ rule, ...reason }: MatchReason): RuleLine => ({ name: rule, ...reason });

/** The rules that hold, with what was found. */
export const heldLines = (outcomes: readonly RuleOutcome[]): readonly RuleLine[] =>
  outcomes
    .filter(({ verdict }) => verdict === "hit")
    .map(({ ruleId, name, expected, actual }) => ({
      ruleId,
      name,
      kind: "hit",
      expected,
      actual,
      remedy: null,
    }));
