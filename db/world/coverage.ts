import type { ItemId } from "#lib/intake/catalogue.ts";
import type { IndustryProfile } from "./industries.ts";
import type { Coverage, Series } from "./model.ts";
import type { Random } from "./random.ts";

/** Share of enterprises that a department sends anything for. */
function likelihoods(industry: IndustryProfile): Readonly<Partial<Record<ItemId, number>>> {
  const manufacturing = industry.code.startsWith("C");
  return {
    tax_grade: 0.96,
    vat_declaration: 0.985,
    income_tax_declaration: 0.97,
    invoice_month: 0.91,
    electricity: manufacturing ? 0.93 : 0.7,
    water: manufacturing ? 0.82 : 0.58,
    gas: industry.gas > 0 ? 0.62 : 0,
    social_insurance: 0.91,
    housing_fund: manufacturing ? 0.55 : 0.45,
    loan_balance: 0.86,
  };
}

/** Which items there are of an enterprise, and the last month of each: a few have gone stale. */
export function coverageOf(
  random: Random,
  industry: IndustryProfile,
  series: Series,
  full: boolean,
): Coverage {
  const coverage = new Map<ItemId, number>();
  for (const [item, likelihood] of Object.entries(likelihoods(industry)) as [ItemId, number][]) {
    // Keys of the literal above.
    const held = random.chance(likelihood);
    const behind = random.chance(0.03) ? random.whole(3, 9) : 0;
    if (full) coverage.set(item, series.last);
    else if (held) coverage.set(item, series.last - behind);
  }
  return coverage;
}
