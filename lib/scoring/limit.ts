import type { IndicatorId } from "../credit/indicators.ts";
import {
  amountText,
  type FactValues,
  type LimitPolicy,
  type LimitStep,
  type Score,
} from "./model.ts";
import { bpsText } from "../kernel/money.ts";

type Limit = Score["limit"];
type Ceiling = Readonly<{ step: Omit<LimitStep, "binding">; lacks: string | null }>;

/**
 * The least of four ceilings, less what the enterprise already owes. A ceiling whose fact is unknown
 * is shown as unknown and does not count; without a single figure of the business there is no limit.
 */
export function limitFor(policy: LimitPolicy, grade: string, facts: FactValues): Limit {
  const ofBusiness = [
    taxCeiling(policy, facts),
    salesCeiling(policy, facts),
    repaymentCeiling(policy, facts),
  ];
  const ceilings = [gradeCeiling(policy, grade), ...ofBusiness];
  const amounts = ceilings.flatMap(({ step }) => (step.amountFen === null ? [] : [step.amountFen]));
  const least = Math.min(...amounts);
  const known = ofBusiness.some(({ step }) => step.amountFen !== null);
  const debt = amountOf(facts, "loanBalanceFen");

  // Of equal ceilings one binds: the first.
  const binding = ceilings.findIndex(({ step }) => step.amountFen === least);
  const steps = ceilings.map(({ step }, index) => ({
    ...step,
    binding: known && index === binding,
  }));
  const lacking = ceilings.flatMap(({ lacks }) => (lacks === null ? [] : [lacks]));
  return {
    suggestedFen: known ? Math.max(0, least - (debt ?? 0)) : null,
    steps: [...steps, debtStep(debt)],
    note: noteOf(lacking, known, debt === null),
  };
}

function gradeCeiling(policy: LimitPolicy, grade: string): Ceiling {
  const cap = policy.gradeCapFen[grade] ?? 0;
  const step = {
    label: "信用等级上限",
    formula: `${grade} 级最高 ${amountText(cap)}`,
    amountFen: cap,
  };
  return { step, lacks: null };
}

function taxCeiling({ taxMultiple }: LimitPolicy, facts: FactValues): Ceiling {
  const paid = amountOf(facts, "taxPaid12Fen");
  const amountFen = paid === null ? null : Math.max(0, paid * taxMultiple);
  const formula = `近12个月实缴税额 ${shown(paid)} × ${taxMultiple}`;
  return {
    step: { label: "纳税倍数", formula, amountFen },
    lacks: paid === null ? "近12个月实缴税额" : null,
  };
}

/** Declared sales, or what was invoiced where no declaration is known. */
function salesCeiling({ salesShareBps }: LimitPolicy, facts: FactValues): Ceiling {
  const declared = amountOf(facts, "declaredSales12Fen");
  const sales = declared ?? amountOf(facts, "invoiceSales12Fen");
  const name = declared === null && sales !== null ? "近12个月销项开票净额" : "近12个月申报销售额";
  const formula = `${name} ${shown(sales)} × ${bpsText(salesShareBps)}`;
  const amountFen = sales === null ? null : shareOf(sales, salesShareBps);
  return { step: { label: "销售占比", formula, amountFen }, lacks: sales === null ? name : null };
}

/** A loss can serve no debt: the ceiling is zero, not unknown. */
function repaymentCeiling(policy: LimitPolicy, facts: FactValues): Ceiling {
  const { repaymentShareBps, repaymentYears } = policy;
  const profit = amountOf(facts, "profit12Fen");
  const formula = `近四个季度利润总额 ${shown(profit)} × ${bpsText(repaymentShareBps)} × ${repaymentYears} 年`;
  const amountFen = profit === null ? null : shareOf(profit, repaymentShareBps * repaymentYears);
  return {
    step: { label: "还款能力", formula, amountFen },
    lacks: profit === null ? "近四个季度利润总额" : null,
  };
}

const debtStep = (debt: number | null): LimitStep => ({
  label: "扣减存量贷款",
  formula: `银行贷款余额 ${shown(debt)}`,
  // Negative, so that the column adds up; `0 -` keeps a plain zero from becoming minus zero.
  amountFen: debt === null ? null : 0 - debt,
  binding: false,
});

function noteOf(lacking: readonly string[], known: boolean, debtUnknown: boolean): string | null {
  const sentences = [
    ...(lacking.length > 0 && known
      ? [`${lacking.join("、")}未知，相应上限未计入，补充数据后额度可能降低。`]
      : []),
    ...(known ? [] : [`${lacking.join("、")}均未知，暂不能测算额度。`]),
    ...(debtUnknown ? ["银行贷款余额未知，未扣减存量贷款。"] : []),
  ];
  return sentences.length > 0 ? sentences.join("") : null;
}

function amountOf(facts: FactValues, id: IndicatorId): number | null {
  const value = facts[id] ?? null;
  if (typeof value === "string") throw new TypeError(`${id} is not an amount: ${value}`);
  return value;
}

const shown = (amount: number | null): string => (amount === null ? "未知" : amountText(amount));

/** Rounded down to the 分. BigInt, because 分 × basis points can pass 2^53. */
const shareOf = (amount: number, bps: number): number =>
  Math.max(0, Number((BigInt(amount) * BigInt(bps)) / 10_000n));
