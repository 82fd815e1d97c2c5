import { compileEngine, type Engine } from "./engine.ts";
import { platformFacts } from "./facts.ts";
import {
  measureText,
  type Action,
  type FactDictionary,
  type FactValues,
  type Grade,
  type Scorecard,
} from "./model.ts";

/**
 * What an enterprise can itself do about a fact, where the card says nothing of its own. `window`: the
 * months that the fact looks back, after which good conduct has left nothing of it.
 */
const usualActions: Readonly<Record<string, Action & Readonly<{ window?: number }>>> = {
  taxArrearsFen: { kind: "settle", text: "缴清欠税" },
  socialArrearsFen: { kind: "settle", text: "补缴欠缴的社会保险费" },
  utilityArrearsFen: { kind: "settle", text: "缴清水电气欠费" },
  lateDeclarations12: { kind: "conduct", text: "按期申报", window: 12 },
  zeroDeclarations12: { kind: "conduct", text: "恢复经营并如实申报", window: 12 },
  utilityLateMonths12: { kind: "conduct", text: "按时缴纳水电气费", window: 12 },
  penalties24: { kind: "conduct", text: "守法经营，不再发生行政处罚", window: 24 },
};

/** What the records say a fact will be after so many months of good conduct. */
export type Outlook = Readonly<{ fact: string; months: number; value: number }>;

/** One thing to do. `months` 0: at once. */
export type Change = Readonly<{
  kind: "settle" | "conduct" | "authorise";
  fact: string;
  factName: string;
  text: string;
  /** As shown now and afterwards; an unknown fact is shown as what has to be found at least. */
  from: string;
  to: string;
  months: number;
  /** Points that this change alone adds. */
  gain: number;
  /** False where the records, once authorised, may turn out worse. */
  certain: boolean;
}>;

export type Way = Readonly<{
  changes: readonly Change[];
  total: number;
  grade: string;
  months: number;
}>;

export type WhatIf =
  | Readonly<{ kind: "best" }>
  /** A veto stands in the way; points help nothing before it is gone. */
  | Readonly<{ kind: "vetoed"; reasons: readonly string[] }>
  | Readonly<{
      kind: "ways";
      next: Grade;
      lacking: number;
      /** The smallest set of changes that certainly reaches the next grade; null: there is none. */
      certain: Way | null;
      /** The same with records still to be authorised, if they turn out well; null: none, or not needed. */
      hopeful: Way | null;
    }>
  | Readonly<{ kind: "unscored" }>;

type Move = Readonly<{ change: Omit<Change, "gain">; value: number | string }>;

/** More than this at once is no plan. */
const MOST_CHANGES = 4;

/**
 * The fewest changes an enterprise can itself make that reach the next grade, found by trying them on
 * the card. Of ways with as few changes the soonest comes first, then the one with the higher total.
 */
export function whatIf(
  card: Scorecard,
  facts: FactValues,
  outlook: readonly Outlook[] = [],
  dictionary: FactDictionary = platformFacts,
): WhatIf {
  const engine = compileEngine(card);
  const now = engine.quick(facts);
  if (!now) return { kind: "unscored" };
  if (now.vetoed)
    return { kind: "vetoed", reasons: engine.vetoesOf(facts).map(({ reason }) => reason) };
  const next = card.grades[now.gradeIndex - 1];
  if (!next) return { kind: "best" };
  const moves = movesOf(card, facts, outlook, dictionary);
  const search = (some: readonly (readonly Move[])[]) =>
    smallest(engine, card, facts, some, next.from, now.total);
  const certain = search(moves.filter(([first]) => first?.change.certain));
  return {
    kind: "ways",
    next,
    lacking: next.from - now.total,
    certain,
    hopeful: certain ? null : search(moves),
  };
}

/** The moves of each fact, of which one at most is taken. */
function movesOf(
  card: Scorecard,
  facts: FactValues,
  outlook: readonly Outlook[],
  dictionary: FactDictionary,
): readonly (readonly Move[])[] {
  return card.characteristics.flatMap((characteristic) => {
    const { fact: name, action } = characteristic;
    const fact = dictionary.get(name);
    if (!fact) return [];
    const value = facts[name];
    const show = (figure: number) => (fact.unit ? measureText(fact.unit, figure) : String(figure));
    const about = { fact: name, factName: fact.label };
    if (value === null || value === undefined) {
      const best = bestValueOf(card, characteristic.id, facts);
      if (best === null || fact.items.length === 0) return [];
      const items = fact.items.map((item) => `“${item}”`).join("、");
      const to = typeof best === "number" ? show(best) : best;
      const change = {
        ...about,
        kind: "authorise" as const,
        text: `授权${items}数据`,
        from: "未知",
        to: `例如 ${to}`,
        months: 0,
        certain: false,
      };
      return [[{ change, value: best }]];
    }
    if (typeof value !== "number" || value <= 0) return [];
    const usual = usualActions[name];
    const doing = action ?? usual;
    if (!doing) return [];
    const changed = (months: number, to: number): Move => ({
      value: to,
      change: {
        ...about,
        kind: doing.kind,
        text: months > 0 ? `${doing.text} ${months} 个月` : doing.text,
        from: show(value),
        to: show(to),
        months,
        certain: true,
      },
    });
    if (doing.kind === "settle") return [[changed(0, 0)]];
    const known = outlook.filter((one) => one.fact === name && one.value < value);
    const whole = usual?.window ? [changed(usual.window, 0)] : [];
    const sooner = known.map(({ months, value: to }) => changed(months, to));
    const all = [...sooner, ...whole];
    return all.length > 0 ? [all] : [];
  });
}

/** The value named by the card that gives an unknown fact the most points. */
function bestValueOf(card: Scorecard, id: string, facts: FactValues): number | string | null {
  const characteristic = card.characteristics.find((one) => one.id === id);
  if (!characteristic) return null;
  const engine = compileEngine({
    ...card,
    characteristics: [characteristic],
    inputs: [],
    vetoes: [],
  });
  const candidates = characteristic.attributes.flatMap(({ when }): (number | string)[] => {
    if (when.kind === "values") return [...when.values];
    if (when.kind !== "interval") return [];
    const { from, to } = when;
    if (from?.closed) return [from.value];
    if (to?.closed) return [to.value];
    return from && to
      ? [(from.value + to.value) / 2]
      : [(from?.value ?? to?.value ?? 0) + (from ? 1 : -1)];
  });
  const scored = candidates.flatMap((value) => {
    const total = engine.quick({ ...facts, [characteristic.fact]: value })?.total;
    return total === undefined ? [] : [{ value, total }];
  });
  const unknown = engine.quick(facts)?.total ?? Infinity;
  const best = scored.sort((one, other) => other.total - one.total)[0];
  return best && best.total > unknown ? best.value : null;
}

/** Tries sets of one change, then of two, … and stops at the first size that reaches the bound. */
function smallest(
  engine: Engine,
  card: Scorecard,
  facts: FactValues,
  moves: readonly (readonly Move[])[],
  bound: number,
  total: number,
): Way | null {
  const useful = moves
    .map((options) => options.filter(({ change, value }) => gainOf(change.fact, value) > 0))
    .filter((options) => options.length > 0);
  function gainOf(fact: string, value: number | string): number {
    return (engine.quick({ ...facts, [fact]: value })?.total ?? total) - total;
  }
  for (let size = 1; size <= Math.min(MOST_CHANGES, useful.length); size++) {
    const reaching = setsOf(useful, size).flatMap((set) => {
      const changed = Object.fromEntries(set.map(({ change, value }) => [change.fact, value]));
      const quick = engine.quick({ ...facts, ...changed });
      return quick && quick.total >= bound && !quick.vetoed ? [{ set, quick }] : [];
    });
    const ways = reaching.map(({ set, quick }): Way => ({
      changes: set
        .map(({ change, value }) => ({ ...change, gain: gainOf(change.fact, value) }))
        .sort((one, other) => one.months - other.months || other.gain - one.gain),
      total: quick.total,
      grade: card.grades[quick.gradeIndex]?.grade ?? "",
      months: Math.max(...set.map(({ change }) => change.months)),
    }));
    const [best] = ways.sort((one, other) => one.months - other.months || other.total - one.total);
    if (best) return best;
  }
  return null;
}

/** All choices of one option from each of `size` lists. */
function setsOf<T>(lists: readonly (readonly T[])[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return lists.flatMap((options, index) =>
    setsOf(lists.slice(index + 1), size - 1).flatMap((rest) =>
      options.map((option) => [option, ...rest]),
    ),
  );
}
