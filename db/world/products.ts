import { fenFromWan } from "#lib/kernel/money.ts";
import type { GuaranteeKind, RepaymentKind } from "#lib/kernel/lending-terms.ts";
import type { ItemId } from "#lib/intake/catalogue.ts";
import { addDays } from "#lib/kernel/calendar.ts";
import type { PriceBand, ProductKind as OfferKind } from "#lib/products/model.ts";
import type { WorldInstitution, WorldPlan, WorldProduct } from "./model.ts";
import {
  productTable,
  servedRegions,
  type ProductKind,
  type ProductLine,
} from "./product-table.ts";
import { at, Random } from "./random.ts";
import { rulesFor } from "./product-rules.ts";
import { itemsBehind } from "./rules.ts";
import { businessDayFrom, timeOn } from "./time.ts";

type KindWords = Readonly<{
  offer: OfferKind;
  summary: string;
  guarantee: GuaranteeKind;
  repayments: readonly RepaymentKind[];
  /** Items that the institution wants besides those that its rules rest on. */
  also: readonly ItemId[];
}>;

// prettier-ignore
const words: Readonly<Record<ProductKind, KindWords>> = {
  tax: { offer: "bank_loan", summary: "以企业纳税记录为主要依据的纯信用贷款，线上申请、随借随还。", guarantee: "credit", repayments: ["revolving", "interest_first"], also: ["tax_grade"] },
  invoice: { offer: "bank_loan", summary: "以增值税开票记录测算额度的信用贷款，适合有稳定下游客户的企业。", guarantee: "credit", repayments: ["revolving", "interest_first", "bullet"], also: ["vat_declaration"] },
  electricity: { offer: "bank_loan", summary: "以用电缴费记录反映生产经营的信用贷款，适合生产、仓储与住宿餐饮企业。", guarantee: "credit", repayments: ["revolving", "equal_instalments"], also: [] },
  staff: { offer: "bank_loan", summary: "面向用工稳定、按时缴纳社保企业的信用贷款。", guarantee: "credit", repayments: ["interest_first", "equal_instalments"], also: [] },
  secured: { offer: "bank_loan", summary: "以房产、土地、设备等抵押的经营性贷款，额度高、期限长。", guarantee: "mortgage", repayments: ["equal_instalments", "equal_principal", "interest_first"], also: ["vat_declaration"] },
  policy: { offer: "bank_loan", summary: "配合惠企政策、执行优惠利率的小微企业贷款，由政府性融资担保机构分担风险。", guarantee: "guarantee", repayments: ["interest_first", "equal_instalments"], also: ["loan_balance"] },
  farming: { offer: "rural_loan", summary: "面向种植、养殖、农产品加工与流通企业的涉农贷款。", guarantee: "guarantee", repayments: ["bullet", "interest_first"], also: [] },
  starter: { offer: "bank_loan", summary: "小额短期周转贷款，手续简便，适合成立不久的小微企业。", guarantee: "credit", repayments: ["equal_instalments", "bullet"], also: [] },
};

/** Products in force, each with one version published after its institution joined. */
export function makeProducts(
  plan: WorldPlan,
  institutions: readonly WorldInstitution[],
): readonly WorldProduct[] {
  const root = new Random(`world/${plan.seed}/product`);
  return Array.from({ length: plan.products }, (_, index) => {
    const place = index % productTable.length;
    const edition = Math.floor(index / productTable.length);
    return makeProduct(root.fork(String(index)), place, edition, institutions);
  });
}

function makeProduct(
  random: Random,
  place: number,
  edition: number,
  institutions: readonly WorldInstitution[],
): WorldProduct {
  const line = at(productTable, place);
  const institution = line.institution % institutions.length;
  const joined = at(institutions, institution).joinedOn;
  const publishedAt = timeOn(
    random,
    businessDayFrom(addDays(joined, random.whole(0, 45))),
    [9, 17],
  );
  const { offer, summary, guarantee, repayments, also } = words[line.kind];
  const rules = rulesFor(line.kind, line.strictness, place);
  // Whoever lends asks what is owed already: the suggested limit and the first-loan flag rest on it.
  const items = new Set<ItemId>([...itemsBehind(rules), ...also, "loan_balance"]);
  return {
    id: random.uuid(publishedAt),
    versionId: random.uuid(publishedAt),
    institution,
    kind: line.kind,
    offer: line.name.includes("订单") ? "order_loan" : offer,
    name: edition === 0 ? line.name : `${line.name}（${edition + 1}期）`,
    summary,
    amountFen: [fenFromWan(line.amount[0]), fenFromWan(line.amount[1])],
    termMonths: line.months,
    rateBps: line.bps,
    priceBands: priceBandsOf(line),
    guaranteeKind: guarantee,
    repaymentKinds: repayments,
    regionCodes: servedRegions[line.institution] ?? [],
    promisedDays: line.days,
    weeklyCapacity: 20 + 10 * (place % 5),
    materials:
      guarantee === "credit"
        ? ["营业执照"]
        : ["营业执照", "近两年财务报表", "担保或抵押物权属证明"],
    policyBased: line.kind === "policy",
    rules,
    requiredItems: [...items].sort(),
    publishedAt,
  };
}

/** Three groups of grades, each with a short and a long term; E is not priced. */
function priceBandsOf({ months: [from, to], bps: [low, high] }: ProductLine): readonly PriceBand[] {
  const middle = Math.floor((from + to) / 2);
  const step = (share: number) => Math.round(low + (high - low) * share);
  return [["A"], ["B"], ["C", "D"]].flatMap((grades, place): PriceBand[] => [
    { grades, fromMonths: from, toMonths: middle, rateBps: step(place * 0.4) },
    { grades, fromMonths: middle + 1, toMonths: to, rateBps: step(place * 0.4 + 0.2) },
  ]);
}
