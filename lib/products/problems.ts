import { catalogue, itemNames, itemOf, type ItemId } from "../intake/catalogue.ts";
import { boundsAsRules } from "./decide.ts";
import { factsIn, regionPrefix } from "./evaluate.ts";
import { findFact } from "./facts.ts";
import { industryName } from "./industry-names.ts";
import { priceGrades, productKindWords, type PriceBand, type ProductTerms } from "./model.ts";
import { regionName } from "./region-names.ts";
import { problemsOf } from "./check.ts";
import { problemsOfPair, problemsOfRule, type PlacedRule } from "./rule-problems.ts";
import { firstTerms } from "./terms.ts";
import { ratesOf } from "./version-terms.ts";

export const problemKinds = [
  "unsound",
  "contradiction",
  "idle",
  "gap",
  "overlap",
  "too_wide",
  "repeated",
  "missing",
] as const;

/** What keeps a product from being submitted or published, and how to see it. */
export type ProductProblem = Readonly<{
  kind: (typeof problemKinds)[number];
  /** The part of the editor it belongs to: `rules.2`, `priceBands`. */
  at: string;
  message: string;
  /** A value or an enterprise for which it shows; null where none is needed. */
  example: string | null;
}>;

/** Everything that keeps the product from being published; empty: it may be. */
export function problemsOfTerms(terms: ProductTerms): readonly ProductProblem[] {
  return [
    ...problemsOfWords(terms),
    ...problemsOfPrices(terms),
    ...problemsOfArea(terms),
    ...problemsOfRules(terms),
    ...problemsOfItems(terms),
  ];
}

function problemsOfWords(terms: ProductTerms): readonly ProductProblem[] {
  const { kind, summary, repaymentKinds, subsidyBps, policyBased } = terms;
  const missing = (at: string, message: string): ProductProblem => ({
    kind: "missing",
    at,
    message,
    example: null,
  });
  return [
    ...(summary === firstTerms(kind).summary ? [missing("summary", "请填写产品简介。")] : []),
    ...(productKindWords[kind].repaid && repaymentKinds.length === 0
      ? [missing("repaymentKinds", `${productKindWords[kind].label}须至少选择一种还款方式。`)]
      : []),
    ...(subsidyBps !== null && !policyBased
      ? [missing("policyBased", "填写了财政贴息，请标明为政策性产品，或删去贴息。")]
      : []),
  ];
}

/** Every grade that has a price has exactly one for each term that the product runs. */
function problemsOfPrices(terms: ProductTerms): readonly ProductProblem[] {
  const { priceBands, minimumTermMonths, maximumTermMonths } = terms;
  const outside = priceBands.flatMap((band, place): ProductProblem[] =>
    band.fromMonths < minimumTermMonths || band.toMonths > maximumTermMonths
      ? [
          {
            kind: "idle",
            at: `priceBands.${place}`,
            message: `第 ${place + 1} 档价格的期限超出产品期限（${minimumTermMonths} – ${maximumTermMonths} 个月）。`,
            example: `例如 ${band.fromMonths < minimumTermMonths ? band.fromMonths : band.toMonths} 个月`,
          },
        ]
      : [],
  );
  const priced = priceGrades.filter((grade) => priceBands.some((band) => isFor(band, grade)));
  return [...outside, ...priced.flatMap((grade) => problemsOfGrade(terms, grade))];
}

const isFor = ({ grades }: PriceBand, grade: string) =>
  grades.length === 0 || grades.includes(grade);

/** The first month without a price and the first with two; more of the same grade would say no more. */
function problemsOfGrade(terms: ProductTerms, grade: string): readonly ProductProblem[] {
  const bands = terms.priceBands.filter((band) => isFor(band, grade));
  const { minimumTermMonths: from, maximumTermMonths: to } = terms;
  const months = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const pricesOf = (month: number) =>
    bands.filter(({ fromMonths, toMonths }) => fromMonths <= month && month <= toMonths).length;
  const problem = (kind: "gap" | "overlap", month: number, words: string): ProductProblem => ({
    kind,
    at: "priceBands",
    message: `信用等级 ${grade} 在 ${month} 个月${words}。`,
    example: `例如等级 ${grade}、${month} 个月`,
  });
  const gap = months.find((month) => pricesOf(month) === 0);
  const overlap = months.find((month) => pricesOf(month) > 1);
  return [
    ...(gap === undefined ? [] : [problem("gap", gap, "没有价格")]),
    ...(overlap === undefined ? [] : [problem("overlap", overlap, "有两个价格")]),
  ];
}

/** A place within another one that is served already, or a division within its section. */
function problemsOfArea({ regionCodes, industryCodes }: ProductTerms): readonly ProductProblem[] {
  const within = (
    at: string,
    codes: readonly string[],
    prefixOf: (code: string) => string,
    nameOf: (code: string) => string,
  ) =>
    codes.flatMap((code): ProductProblem[] => {
      const whole = codes.find((other) => other !== code && code.startsWith(prefixOf(other)));
      if (whole === undefined) return [];
      const message = `${nameOf(code)}已包含在${nameOf(whole)}内，请删去其一。`;
      return [{ kind: "repeated", at, message, example: null }];
    });
  return [
    ...within("regionCodes", regionCodes, regionPrefix, regionName),
    ...within("industryCodes", industryCodes, (code) => code, industryName),
  ];
}

function problemsOfRules(terms: ProductTerms): readonly ProductProblem[] {
  const own = terms.rules.map((rule, place): PlacedRule => ({
    rule,
    at: `rules.${place}`,
    own: true,
  }));
  const ids = terms.rules.map(({ id }) => id);
  const repeated = own.flatMap(({ rule, at }, place): ProductProblem[] =>
    ids.indexOf(rule.id) < place
      ? [{ kind: "repeated", at, message: `规则编号“${rule.id}”重复。`, example: null }]
      : [],
  );
  const bounds = boundsAsRules({ ...terms, ...ratesOf(terms) });
  const all = [
    ...bounds.map((rule): PlacedRule => ({ rule, at: "rules", own: false })),
    ...own,
  ].filter(({ rule }) => problemsOf(rule.condition).length === 0);
  return [
    ...repeated,
    ...own.flatMap(problemsOfRule),
    ...all.flatMap((one, place) =>
      all.slice(place + 1).flatMap((other) => problemsOfPair(one, other)),
    ),
  ];
}

/** What rules rest on has to be among what the enterprise is asked to open; public items are open. */
function problemsOfItems({ rules, requiredItems }: ProductTerms): readonly ProductProblem[] {
  const spokenOf = rules
    .filter(({ condition }) => problemsOf(condition).length === 0)
    .flatMap(({ condition }) => factsIn(condition))
    .flatMap((id) => findFact(id)?.items ?? []);
  const missing = [...new Set<ItemId>(spokenOf)].filter(
    (id) => itemOf(id).sharing !== "public" && !requiredItems.includes(id),
  );
  if (missing.length === 0) return [];
  const message = `准入规则用到的数据项没有列入“需要授权的数据项”：${itemNames(missing).join("、")}。请补上，否则规则无法判断。`;
  return [{ kind: "missing", at: "requiredItems", message, example: null }];
}

/** Items that an application can be asked for, as the editor lists them. */
export const requestableItems = catalogue
  .filter(({ sharing }) => sharing !== "public")
  .map(({ id, name }) => ({ id, name }));
