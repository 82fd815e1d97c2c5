import { dayText } from "./cells.ts";
import type { Binning, Shape } from "./model.ts";

/** Words of a category beyond these are counted, not listed. */
const SHOWN_WORDS = 4;

/** The bins as people read them, in order; the last one is for what is unknown. */
export function binTexts(binning: Binning): readonly string[] {
  return [...knownTexts(binning), "未知"];
}

function knownTexts({ kind, bins, cuts, groups, days }: Binning): readonly string[] {
  if (kind === "number") {
    const shown = (cut: number) => (days ? dayText(cut) : String(cut));
    return bins.map((_, at) => {
      const [from, to] = [cuts[at - 1], cuts[at]];
      if (from === undefined && to === undefined) return "任何值";
      if (from === undefined) return `< ${shown(to ?? 0)}`;
      if (to === undefined) return `≥ ${shown(from)}`;
      return `${shown(from)} – ${shown(to)}`;
    });
  }
  return [...groups.map(groupText), "其他"];
}

const groupText = (words: readonly string[]): string =>
  words.slice(0, SHOWN_WORDS).join("、") +
  (words.length > SHOWN_WORDS ? ` 等 ${words.length} 个` : "");

/** How the bad rate goes with the value. */
export const shapeTexts = {
  rising: "越大越差",
  falling: "越大越好",
  peak: "中间差",
  valley: "中间好",
  groups: "分类",
  flat: "仅看是否未知",
} as const satisfies Record<Shape, string>;
