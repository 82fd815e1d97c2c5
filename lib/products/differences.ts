import { itemNames } from "../intake/catalogue.ts";
import { guaranteeLabels, repaymentLabels } from "../kernel/lending-terms.ts";
import { bpsText } from "../kernel/money.ts";
import { amountText } from "../scoring/model.ts";
import { problemsOf } from "./check.ts";
import { industryName } from "./industry-names.ts";
import {
  approvalModeLabels,
  productKindWords,
  type EligibilityRule,
  type PriceBand,
  type ProductTerms,
} from "./model.ts";
import { regionName } from "./region-names.ts";
import { sentence } from "./sentence.ts";

/** One thing that a version says otherwise than the one before; null: it said nothing of it. */
export type Difference = Readonly<{ what: string; before: string | null; after: string | null }>;

const list = (names: readonly string[], none: string) => names.join("、") || none;
/** Whose order says nothing, so that another order is no difference. */
const sorted = <T extends string>(ids: readonly T[]): readonly T[] => ids.toSorted();

/** What each part of a product says, as people read it. */
const parts: readonly (readonly [what: string, says: (terms: ProductTerms) => string])[] = [
  ["产品类型", ({ kind }) => productKindWords[kind].label],
  ["产品简介", ({ summary }) => summary],
  ["审批方式", ({ approvalMode }) => approvalModeLabels[approvalMode]],
  [
    "额度",
    ({ minimumAmountFen, maximumAmountFen }) =>
      `${amountText(minimumAmountFen)} – ${amountText(maximumAmountFen)}`,
  ],
  [
    "期限",
    ({ minimumTermMonths, maximumTermMonths }) =>
      `${minimumTermMonths} – ${maximumTermMonths} 个月`,
  ],
  ["价格", ({ priceBands }) => list(priceBands.map(bandText), "未分档")],
  [
    "担保方式",
    ({ guaranteeKinds }) =>
      list(
        sorted(guaranteeKinds).map((kind) => guaranteeLabels[kind]),
        "无",
      ),
  ],
  [
    "还款方式",
    ({ repaymentKinds }) =>
      list(
        sorted(repaymentKinds).map((kind) => repaymentLabels[kind]),
        "无",
      ),
  ],
  ["服务区域", ({ regionCodes }) => list(sorted(regionCodes).map(regionName), "全省")],
  ["服务行业", ({ industryCodes }) => list(sorted(industryCodes).map(industryName), "全部行业")],
  ["需授权的数据项", ({ requiredItems }) => list(itemNames(sorted(requiredItems)), "无")],
  ["所需材料", ({ materials }) => list(materials, "无")],
  ["承诺答复", ({ promisedDays }) => `${promisedDays} 天内`],
  [
    "每周受理能力",
    ({ weeklyCapacity }) => (weeklyCapacity === null ? "不限" : `${weeklyCapacity} 件`),
  ],
  ["政策性产品", ({ policyBased }) => (policyBased ? "是" : "否")],
  ["财政贴息", ({ subsidyBps }) => (subsidyBps === null ? "无" : bpsText(subsidyBps))],
  ["贴息说明", ({ subsidyNote }) => subsidyNote ?? "无"],
];

/** 「A、B 级，3 – 6 个月，4.20%」 */
export const bandText = ({ grades, fromMonths, toMonths, rateBps }: PriceBand): string =>
  `${grades.length === 0 ? "各等级" : `${grades.join("、")} 级`}，${fromMonths} – ${toMonths} 个月，${bpsText(rateBps)}`;

/** Everything that the later one says otherwise, in the order of the editor; rules by their id. */
export function differencesOf(before: ProductTerms, after: ProductTerms): readonly Difference[] {
  const told = parts.flatMap(([what, says]) => {
    const [was, is] = [says(before), says(after)];
    return was === is ? [] : [{ what, before: was, after: is }];
  });
  return [...told, ...differencesOfRules(before.rules, after.rules)];
}

function differencesOfRules(
  before: readonly EligibilityRule[],
  after: readonly EligibilityRule[],
): readonly Difference[] {
  const was = new Map(before.map((rule) => [rule.id, rule]));
  const is = new Map(after.map((rule) => [rule.id, rule]));
  const ids = [...new Set([...was.keys(), ...is.keys()])];
  return ids.flatMap((id) => {
    const [earlier, later] = [was.get(id), is.get(id)];
    const [old, now] = [earlier && ruleText(earlier), later && ruleText(later)];
    if (old === now) return [];
    const name = later?.name ?? earlier?.name ?? id;
    return [{ what: `准入规则“${name}”`, before: old ?? null, after: now ?? null }];
  });
}

/** A rule of a draft may name what does not exist; it is told by its problem, not here. */
function ruleText({ condition, otherwise, remedy }: EligibilityRule): string {
  const follows = otherwise === "reject" ? "否则不予准入" : "否则转人工审查";
  return `${sentenceOrNot(condition)}，${follows}${remedy ? `（${remedy}）` : ""}`;
}

const sentenceOrNot = (condition: EligibilityRule["condition"]): string =>
  problemsOf(condition).length === 0 ? sentence(condition) : "规则无法解读";
