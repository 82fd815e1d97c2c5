import { dayOf } from "#lib/kernel/calendar.ts";
import type { ApplicationForOfficer } from "#lib/lending/index.ts";
import type { NextStep } from "./decision-panel.tsx";

/** What the forms of the decision panel start from. */
export function nextStepOf(application: ApplicationForOfficer, now: Date): NextStep {
  const { limits, score, decision, product } = application;
  const suggestedFen = score?.suggestedFen ?? null;
  return {
    state: application.state,
    target: { applicationId: application.id, seq: application.seq },
    today: dayOf(now),
    grantedOn: dayOf(application.decidedAt ?? application.appliedAt),
    scored: score !== null && score.stale.length === 0,
    openable: application.authorisation.standing === "in_force",
    limits,
    proposal: {
      amountFen: proposedAmount(limits.amountFen, suggestedFen),
      rateBps: limits.rateBps.maximum,
      termMonths: limits.termMonths.maximum,
      suggestedFen,
    },
    guaranteeKind: product.guaranteeKinds[0] ?? "credit",
    repaymentKind: product.repaymentKinds[0],
    grantedFen: decision?.verdict === "granted" ? decision.amountFen : null,
    signedOn: application.contract?.signedOn ?? null,
    disbursedOn: application.disbursement?.disbursedOn ?? null,
  };
}

const WAN = 1_000_000;

/**
 * As much as was asked for, or the suggested limit in whole 万元 where that is less. A suggestion
 * below the product's least amount proposes nothing: then a figure has to be thought about.
 */
function proposedAmount(
  { minimum, maximum }: Readonly<{ minimum: number; maximum: number }>,
  suggestedFen: number | null,
): number | null {
  if (suggestedFen === null || suggestedFen >= maximum) return maximum;
  return suggestedFen < minimum ? null : Math.max(minimum, Math.floor(suggestedFen / WAN) * WAN);
}
