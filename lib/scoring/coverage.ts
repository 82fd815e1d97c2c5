import { candidatesOf, decidingFacts } from "./candidates.ts";
import { truthOf } from "./conditions.ts";
import {
  measureText,
  type Attribute,
  type Characteristic,
  type FactDictionary,
  type FactValues,
} from "./model.ts";
import type { CardProblem } from "./problems.ts";

/** Beyond this many cases nobody can tell that a card is sound, and the committee could not either. */
const MOST_CASES = 50_000;

type Case = Readonly<{ facts: FactValues; known: number }>;
type Finding = Readonly<{
  kind: "gap" | "overlap";
  of: string;
  example: string;
  /** The example as people read it. */
  said: string;
}>;

/** Gaps, overlaps, attributes that never apply and unknown facts that nothing speaks of. */
export function problemsOfCoverage(
  characteristic: Characteristic,
  dictionary: FactDictionary,
): readonly CardProblem[] {
  const { id, attributes } = characteristic;
  const deciding = decidingFacts(characteristic);
  const cases = casesOf(characteristic, deciding, dictionary);
  if (cases === null)
    return [at(id, "too_wide", "分档条件涉及的取值组合过多，无法验证没有断档和重叠。", null)];
  const reached = new Set<Attribute>();
  const findings: (Finding | null)[] = [];
  for (const { facts, known } of cases) {
    const holding = attributes.filter(
      ({ when }) => truthOf(when, characteristic.fact, facts) === true,
    );
    if (holding[0]) reached.add(holding[0]);
    if (known > 0) findings.push(findingOf(holding, deciding, facts, dictionary));
  }
  return [
    ...firstOfEachRun(findings).map((found) => worded(id, found)),
    ...problemsOfMissing(characteristic),
    // A last resort that is never needed does no harm.
    ...attributes.flatMap((attribute, index) =>
      reached.has(attribute) || takesAll(attribute)
        ? []
        : [at(id, "unreachable", `第 ${index + 1} 档永远不会命中。`, null)],
    ),
  ];
}

/** Every combination of a candidate, or of unknown, for each fact; null when there are too many. */
function casesOf(
  characteristic: Characteristic,
  deciding: readonly string[],
  dictionary: FactDictionary,
): readonly Case[] | null {
  let cases: readonly Case[] = [{ facts: {}, known: 0 }];
  for (const name of deciding) {
    const fact = dictionary.get(name);
    if (!fact) return [];
    const candidates = candidatesOf(characteristic, fact);
    if (cases.length * (candidates.length + 1) > MOST_CASES) return null;
    cases = cases.flatMap(({ facts, known }) => [
      { facts: { ...facts, [name]: null }, known },
      ...candidates.map((value) => ({ facts: { ...facts, [name]: value }, known: known + 1 })),
    ]);
  }
  return cases;
}

function findingOf(
  holding: readonly Attribute[],
  deciding: readonly string[],
  facts: FactValues,
  dictionary: FactDictionary,
): Finding | null {
  const exact = holding.filter((attribute) => !takesAll(attribute));
  const example = shown(deciding, facts, (_, value) => String(value));
  const said = shown(deciding, facts, (name, value) => {
    const unit = dictionary.get(name)?.unit;
    return unit && typeof value === "number" ? measureText(unit, value) : String(value);
  });
  if (holding.length === 0) return { kind: "gap", of: "", example, said };
  if (exact.length > 1)
    return { kind: "overlap", of: exact.map(nameOf).join(" 与 "), example, said };
  return null;
}

/** Neighbouring cases with the same finding are one finding. */
const firstOfEachRun = (findings: readonly (Finding | null)[]): readonly Finding[] =>
  findings.filter((found, index): found is Finding => {
    const before = findings[index - 1] ?? null;
    return found !== null && (before?.kind !== found.kind || before.of !== found.of);
  });

const worded = (id: string, { kind, of, example, said }: Finding): CardProblem =>
  kind === "gap"
    ? at(id, "gap", `取值 ${said} 没有任何分档（断档）。`, example)
    : at(id, "overlap", `取值 ${said} 同时落入${of}（重叠）。`, example);

/** Something must speak of the unknown fact by name: what takes all would hide that nobody thought of it. */
function problemsOfMissing(characteristic: Characteristic): readonly CardProblem[] {
  const first = characteristic.attributes.find(
    ({ when }) => truthOf(when, characteristic.fact, {}) === true,
  );
  return first && !takesAll(first)
    ? []
    : [at(characteristic.id, "missing_attribute", "没有“未知”（缺失值）的分档。", "未知")];
}

const takesAll = ({ when }: Attribute): boolean =>
  when.kind === "otherwise" || (when.kind === "predicate" && when.predicate.kind === "true");

function nameOf({ when }: Attribute): string {
  switch (when.kind) {
    case "interval": {
      const [from, to] = [when.from, when.to];
      const left = from ? `${from.closed ? "[" : "("}${from.value}` : "(−∞";
      const right = to ? `${to.value}${to.closed ? "]" : ")"}` : "+∞)";
      return ` ${left}, ${right}`;
    }
    case "values":
      return ` {${when.values.join("、")}}`;
    case "missing":
      return "“未知”";
    case "otherwise":
      return "“其余”";
    case "predicate":
      return "条件";
  }
}

function shown(
  deciding: readonly string[],
  facts: FactValues,
  show: (name: string, value: number | string) => string,
): string {
  const parts = deciding.map((name) => {
    const value = facts[name];
    return { name, text: value === null || value === undefined ? "未知" : show(name, value) };
  });
  const only = parts.length === 1 ? parts[0] : undefined;
  return only ? only.text : parts.map(({ name, text }) => `${name}=${text}`).join("，");
}

const at = (
  id: string,
  kind: CardProblem["kind"],
  message: string,
  example: string | null,
): CardProblem => ({ kind, at: id, example, message });
