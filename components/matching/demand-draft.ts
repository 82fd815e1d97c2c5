import type { Demand } from "#lib/matching/index.ts";
import type { DemandDraft } from "./demand-form.tsx";

/** A posted demand as it would be typed again. */
export const draftOf = (demand: Demand): DemandDraft => ({
  amount: String(demand.amountFen / 1_000_000),
  termMonths: String(demand.termMonths),
  maximumRate: (demand.maximumRateBps / 100).toFixed(2),
  purpose: demand.purpose,
  guaranteeKind: demand.guaranteeKind,
  note: demand.note ?? "",
});
