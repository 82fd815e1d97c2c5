import { hrefWith } from "#components/consent/access-filters.ts";
import { MOST_COMPARED, type MarketField, type MarketPage } from "#lib/products/index.ts";

export const MARKET = "/market";

/** What the address of the list holds: what narrows it, its order, and what waits to be compared. */
export type MarketAddress = Readonly<{
  typed: MarketPage["typed"];
  sort: MarketPage["filter"]["sort"];
  compared: readonly string[];
}>;

type Change = Readonly<{
  page?: number;
  compared?: readonly string[];
  without?: readonly MarketField[];
}>;

/** The list with one thing changed; whatever narrows it otherwise stays. */
export const listHref = ({ typed, sort, compared }: MarketAddress, change: Change = {}): string =>
  hrefWith(MARKET, {
    ...typed,
    ...Object.fromEntries((change.without ?? []).map((field) => [field, ""])),
    sort: sort === "rate" ? "" : sort,
    compare: (change.compared ?? compared).join(","),
    page: change.page === undefined || change.page === 1 ? "" : change.page,
  });

/** Put among those to be compared, or taken out; null where there is no more room. */
export function toggled(compared: readonly string[], productId: string): readonly string[] | null {
  if (compared.includes(productId)) return compared.filter((id) => id !== productId);
  return compared.length < MOST_COMPARED ? [...compared, productId] : null;
}

export const productHref = (productId: string): string => `${MARKET}/${productId}`;

/** The comparison; the loan that is asked for stands in its address as well. */
export const compareHref = (
  ids: readonly string[],
  asked: Readonly<Record<string, string>> = {},
): string => hrefWith(`${MARKET}/compare`, { ids: ids.join(","), ...asked });
