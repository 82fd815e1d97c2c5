import type { Tone } from "#components/ui/tone.ts";
import { freshnessLabels, type Freshness, type ItemCoverage } from "#lib/credit/model.ts";
import { itemOf } from "#lib/intake/catalogue.ts";

const tones = {
  fresh: "success",
  stale: "warning",
  missing: "neutral",
  not_covered: "neutral",
} as const satisfies Record<Freshness, Tone>;

type Item = Pick<ItemCoverage, "item" | "freshness">;

/** A public list that is empty was looked at and held nothing, which is as good as fresh. */
const isSilent = ({ item, freshness }: Item): boolean =>
  freshness === "missing" && itemOf(item).sharing === "public";

export const standingOfItem = (item: Item): Readonly<{ word: string; tone: Tone }> =>
  isSilent(item)
    ? { word: "无记录", tone: "success" }
    : { word: freshnessLabels[item.freshness], tone: tones[item.freshness] };

/** How many items are up to date, out of date, and not there at all. */
export function countCoverage(items: readonly Item[]) {
  const stale = items.filter(({ freshness }) => freshness === "stale").length;
  const fresh = items.filter((item) => item.freshness === "fresh" || isSilent(item)).length;
  return { fresh, stale, missing: items.length - fresh - stale };
}
