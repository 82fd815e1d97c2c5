import { fenFromWan } from "../../kernel/money.ts";
import { defineScorecard } from "../define.ts";
import { fromFirstForm, type FirstCharacteristic } from "../first-form.ts";

type Step = readonly [below: number, points: number];

/** Bins from the lowest value up, and the points of all that lies beyond the last bound. */
const bins = (steps: readonly Step[], otherwise: number): FirstCharacteristic["attributes"] => ({
  kind: "bins",
  bins: steps.map(([below, points]) => ({ below, points })),
  otherwise,
});

const wan = (amount: number): number => fenFromWan(amount);

// prettier-ignore
const tax: readonly FirstCharacteristic[] = [
  {
    fact: "taxGrade",
    dimension: "纳税",
    attributes: {
      kind: "categories",
      categories: [
        { values: ["A"], points: 45 },
        { values: ["B"], points: 25 },
        { values: ["M"], points: 5 },
        { values: ["C"], points: -20 },
      ],
      otherwise: -40,
    },
    missing: 12,
    baseline: 18,
    reason: "纳税信用级别偏低",
    remedy: "按期申报、缴清税款，下一评价年度可提升级别；符合条件的可申请纳税信用修复或复评。",
  },
  {
    fact: "taxPaid12Fen",
    dimension: "纳税",
    attributes: bins([[wan(0.5), -10], [wan(1), 0], [wan(3), 8], [wan(10), 16], [wan(50), 24]], 30),
    missing: 8,
    baseline: 12,
    reason: "近12个月实缴税额偏少",
    remedy: "如实申报、按期入库；有减免税的可提供减免凭证由机构人工核对。",
  },
  {
    fact: "lateDeclarations12",
    dimension: "纳税",
    attributes: bins([[1, 20], [2, 10], [4, -5], [7, -15]], -25),
    missing: 9,
    baseline: 12,
    reason: "近12个月有逾期申报",
    remedy: "保持按期申报，逾期记录满十二个月后不再计入。",
  },
  {
    fact: "zeroDeclarations12",
    dimension: "纳税",
    attributes: bins([[1, 15], [3, 5], [6, -10]], -25),
    missing: 7,
    baseline: 9,
    reason: "近12个月有零申报月份",
    remedy: "恢复正常经营并如实申报；季节性停产的可向机构说明。",
  },
  {
    fact: "taxArrearsFen",
    dimension: "纳税",
    attributes: bins([[1, 15], [wan(1), -5], [wan(10), -20]], -30),
    missing: 8,
    baseline: 11,
    reason: "当前有欠税",
    remedy: "缴清欠税；暂有困难的可向税务机关申请分期或延期缴纳。",
  },
  {
    fact: "declaredSalesGrowthBps",
    dimension: "纳税",
    attributes: bins([[-5000, -20], [-2000, -8], [0, 4], [1500, 14]], 20),
    missing: 6,
    baseline: 8,
    reason: "申报销售额同比增长偏低或下降",
    remedy: "可提供新签合同或订单，说明变动原因。",
  },
];

// prettier-ignore
const invoices: readonly FirstCharacteristic[] = [
  {
    fact: "invoiceSales12Fen",
    dimension: "发票",
    // Credit notes beyond sales give a net below zero: the first bin, the fewest points.
    attributes: bins([[1, -30], [wan(20), -12], [wan(100), 2], [wan(500), 12], [wan(2000), 20]], 26),
    missing: 7,
    baseline: 10,
    reason: "近12个月销项开票规模偏小",
    remedy: "如实足额开票；未开票收入可提供收款流水由机构人工核对。",
  },
  {
    fact: "invoiceMonths12",
    dimension: "发票",
    attributes: bins([[3, -25], [6, -12], [9, 2], [12, 14]], 25),
    missing: 10,
    baseline: 15,
    reason: "近12个月开票不连续",
    remedy: "保持每月正常开票；季节性经营的可向机构说明。",
  },
  {
    fact: "invoiceSalesGrowthBps",
    dimension: "发票",
    attributes: bins([[-5000, -20], [-2000, -8], [0, 5], [2000, 14]], 20),
    missing: 5,
    baseline: 7,
    reason: "销项开票同比增长偏低或下降",
    remedy: "可提供新签合同或订单，说明变动原因。",
  },
  {
    fact: "salesVolatilityBps",
    dimension: "发票",
    // A deviation can exceed the mean, so values above 100% are ordinary and the last bin is open.
    attributes: bins([[3000, 22], [5000, 14], [8000, 5], [12_000, -6]], -15),
    missing: 3,
    baseline: 8,
    reason: "每月销项波动较大",
    remedy: "按合同进度均衡开票；可提供长期合同说明收入稳定性。",
  },
  {
    fact: "voidRatio12Bps",
    dimension: "发票",
    attributes: bins([[500, 14], [1000, 8], [2000, -4]], -16),
    missing: 4,
    baseline: 6,
    reason: "作废发票占比偏高",
    remedy: "规范开票、减少作废，并准备作废原因说明。",
  },
  {
    fact: "redRatio12Bps",
    dimension: "发票",
    // A share below zero comes only from contradictory data; it must not earn the best points.
    attributes: bins([[0, -16], [200, 14], [500, 8], [1500, -4]], -16),
    missing: 4,
    baseline: 6,
    reason: "红字发票占比偏高",
    remedy: "减少退货与冲红，并准备冲红原因说明。",
  },
  {
    fact: "topFiveCustomersBps",
    dimension: "发票",
    attributes: bins([[4000, 16], [7000, 10], [9000, 2]], -8),
    missing: 3,
    baseline: 5,
    reason: "客户集中度偏高",
    remedy: "拓展客户、降低集中度；或提供与主要客户的长期合同。",
  },
];

// prettier-ignore
const business: readonly FirstCharacteristic[] = [
  {
    fact: "utilityLateMonths12",
    dimension: "经营活动",
    attributes: bins([[1, 15], [3, 6], [6, -8]], -20),
    missing: 6,
    baseline: 8,
    reason: "近12个月水电气有逾期缴费",
    remedy: "开通代扣、按时缴费，逾期记录满十二个月后不再计入。",
  },
  {
    fact: "headcountChangeBps",
    dimension: "经营活动",
    attributes: bins([[-5000, -20], [-2000, -8], [0, 4]], 12),
    missing: 4,
    baseline: 5,
    reason: "参保人数同比减少",
    remedy: "稳定用工、足额参保，或说明减员原因。",
  },
  {
    fact: "socialArrearsFen",
    dimension: "经营活动",
    attributes: bins([[1, 12], [wan(1), -4]], -18),
    missing: 6,
    baseline: 8,
    reason: "当前有社保欠缴",
    remedy: "补缴欠缴的社会保险费。",
  },
];

// prettier-ignore
const record: readonly FirstCharacteristic[] = [
  {
    fact: "penalties24",
    dimension: "信用记录",
    attributes: bins([[1, 15], [2, 0], [4, -12]], -25),
    missing: 8,
    baseline: 10,
    reason: "近24个月有行政处罚",
    remedy: "履行处罚决定并申请信用修复。",
  },
  {
    fact: "monthsEstablished",
    dimension: "主体",
    attributes: bins([[12, -15], [24, 0], [36, 8], [60, 14], [120, 20]], 25),
    missing: 10,
    baseline: 15,
    reason: "成立时间较短",
    remedy: "持续经营积累记录，或选择面向初创企业的产品。",
  },
];

/**
 * 银税互动 card for loans on records of tax, invoices and dealings. An expert card: points follow the
 * direction of each indicator and the ranges of public product conditions; an unknown fact gives a
 * little less than the mean of applicants. A published card never changes; copy it to a new version.
 */
export const bankTax1 = defineScorecard(
  fromFirstForm({
    id: "bank-tax",
    version: 1,
    name: "银税互动信用评分卡",
    validFrom: "2026-01-01",
    basePoints: 500,
    pointsToDoubleOdds: 50,
    oddsAtBase: 6,
    characteristics: [...tax, ...invoices, ...business, ...record],
    vetoes: [
      {
        id: "tax_grade_d",
        fact: "taxGrade",
        oneOf: ["D"],
        reason: "纳税信用级别为 D 级",
        remedy: "纠正失信行为后向税务机关申请纳税信用修复。",
      },
      {
        id: "adverse_list",
        fact: "adverseLists",
        atLeast: 1,
        reason: "当前被列入失信或经营异常名单",
        remedy: "履行义务后向列入机关申请移出名单。",
      },
      {
        id: "serious_penalty",
        fact: "seriousPenalties24",
        atLeast: 1,
        reason: "近24个月有严重失信行政处罚",
        remedy: "履行处罚决定、满足最短公示期后向认定单位申请信用修复。",
      },
    ],
    grades: [
      { grade: "A", from: 740, label: "优" },
      { grade: "B", from: 680, label: "良" },
      { grade: "C", from: 620, label: "中" },
      { grade: "D", from: 540, label: "较差" },
      { grade: "E", from: 0, label: "差" },
    ],
    limit: {
      // Grade E is not named: it gets nothing.
      gradeCapFen: { A: wan(300), B: wan(200), C: wan(100), D: wan(30) },
      taxMultiple: 8,
      salesShareBps: 2000,
      repaymentShareBps: 5000,
      repaymentYears: 3,
    },
  }),
);
