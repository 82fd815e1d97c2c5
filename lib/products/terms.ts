import { z } from "zod";
import { itemIds, type ItemId } from "../intake/catalogue.ts";
import { guaranteeKinds, repaymentKinds } from "../kernel/lending-terms.ts";
import {
  chosen,
  optionalText,
  ratePercent,
  someText,
  wanAmount,
  wholeNumber,
} from "../kernel/inputs.ts";
import { isIndustry } from "./industry-names.ts";
import { approvalModes, priceGrades, productKinds, type ProductTerms } from "./model.ts";
import { isRegion } from "./region-names.ts";
import { Rule } from "./rule-input.ts";

/** The product as a person types it in the editor → as it is kept: 万元 → 分, percent → basis points. */

const months = (label: string) => wholeNumber(label, { minimum: 1, maximum: 360, unit: "个月" });
const MOST = { bands: 60, rules: 40, materials: 30, codes: 200 } as const;

/** An empty field of a form means nothing was said. */
const optional = <Output>(field: z.ZodType<Output>) =>
  z.union([
    z
      .literal("")
      .nullish()
      .transform(() => null),
    field,
  ]);

const oneOfCodes = (isKnown: (code: string) => boolean, what: string) =>
  z
    .array(z.string().refine(isKnown, { error: `没有这个${what}代码，请从列表中选择。` }))
    .max(MOST.codes, { error: `最多选择 ${MOST.codes} 个${what}。` })
    .transform((codes) => [...new Set(codes)]);

const Band = z
  .object({
    grades: z.array(z.enum(priceGrades, { error: "请从列表中选择信用等级。" })),
    fromMonths: months("期限下限"),
    toMonths: months("期限上限"),
    rate: ratePercent("价格", { maximum: 36 }),
  })
  .refine(({ fromMonths, toMonths }) => fromMonths <= toMonths, {
    path: ["toMonths"],
    error: "期限上限不能小于下限。",
  })
  .transform(({ rate, ...band }) => ({ ...band, rateBps: rate }));

const itemCodes = new Set<string>(itemIds);
const isItem = (id: string): id is ItemId => itemCodes.has(id);

export const Terms = z
  .object({
    kind: chosen("产品类型", productKinds),
    summary: someText("产品简介", { minimum: 10, maximum: 300 }),
    approvalMode: chosen("审批方式", approvalModes),
    minimumAmount: wanAmount("最低金额"),
    maximumAmount: wanAmount("最高金额"),
    minimumTermMonths: months("最短期限"),
    maximumTermMonths: months("最长期限"),
    priceBands: z
      .array(Band)
      .min(1, { error: "请至少填写一档价格。" })
      .max(MOST.bands, { error: `价格最多 ${MOST.bands} 档。` }),
    guaranteeKinds: z
      .array(chosen("担保方式", guaranteeKinds))
      .min(1, { error: "请至少选择一种担保方式。" }),
    repaymentKinds: z.array(chosen("还款方式", repaymentKinds)),
    regionCodes: oneOfCodes(isRegion, "地区"),
    industryCodes: oneOfCodes(isIndustry, "行业"),
    requiredItems: z
      .array(z.string().refine(isItem, { error: "没有这个数据项，请从列表中选择。" }))
      .min(1, { error: "请至少选择一个需要授权的数据项。" }),
    materials: z
      .array(someText("材料名称", { maximum: 60 }))
      .max(MOST.materials, { error: `材料最多 ${MOST.materials} 项。` }),
    promisedDays: wholeNumber("承诺答复天数", { minimum: 1, maximum: 30, unit: "天" }),
    weeklyCapacity: optional(
      wholeNumber("每周受理能力", { minimum: 1, maximum: 10_000, unit: "件" }),
    ),
    policyBased: z.boolean(),
    subsidy: optional(ratePercent("财政贴息", { maximum: 24 })),
    subsidyNote: optionalText("贴息说明", 200),
    rules: z.array(Rule).max(MOST.rules, { error: `准入规则最多 ${MOST.rules} 条。` }),
  })
  .refine(({ minimumAmount, maximumAmount }) => minimumAmount <= maximumAmount, {
    path: ["maximumAmount"],
    error: "最高金额不能小于最低金额。",
  })
  .refine((terms) => terms.minimumTermMonths <= terms.maximumTermMonths, {
    path: ["maximumTermMonths"],
    error: "最长期限不能小于最短期限。",
  })
  .transform(({ minimumAmount, maximumAmount, subsidy, ...terms }): ProductTerms => ({
    ...terms,
    minimumAmountFen: minimumAmount,
    maximumAmountFen: maximumAmount,
    subsidyBps: subsidy,
  }));
/** What the editor sends. */
export type TypedTerms = z.input<typeof Terms>;

/** What a new product begins with, to be changed. */
export const firstTerms = (kind: ProductTerms["kind"]): ProductTerms => ({
  kind,
  summary: "请用一两句话说明适合哪些企业、凭什么放款。",
  approvalMode: "online",
  minimumAmountFen: 10_000_000,
  maximumAmountFen: 300_000_000,
  minimumTermMonths: 3,
  maximumTermMonths: 12,
  priceBands: [{ grades: [], fromMonths: 3, toMonths: 12, rateBps: 450 }],
  guaranteeKinds: ["credit"],
  repaymentKinds: ["interest_first"],
  regionCodes: [],
  industryCodes: [],
  requiredItems: ["tax_grade", "vat_declaration"],
  materials: ["营业执照"],
  promisedDays: 3,
  weeklyCapacity: null,
  policyBased: false,
  subsidyBps: null,
  subsidyNote: null,
  rules: [
    {
      id: "rule-1",
      name: "经营年限",
      condition: { kind: "at_least", fact: "monthsEstablished", value: 12 },
      otherwise: "reject",
      remedy: "成立满 12 个月后可申请。",
    },
  ],
});
