import { addMonths, monthOf, type LocalDate } from "./calendar.ts";
import type { RepaymentKind } from "./lending-terms.ts";
import { fen, type Fen } from "./money.ts";

/** What is borrowed. A month bears a twelfth of the year's interest, as contracts by instalments say. */
export type LoanTerms = Readonly<{
  principalFen: Fen;
  /** The nominal rate of a year, in basis points. */
  annualRateBps: number;
  months: number;
  kind: RepaymentKind;
  /** The day the money is paid out; each instalment falls due on its day of a later month. */
  from: LocalDate;
}>;

export type Instalment = Readonly<{
  number: number;
  dueOn: LocalDate;
  principalFen: Fen;
  interestFen: Fen;
  /** What is still owed after it. */
  balanceFen: Fen;
}>;

/** What a borrower pays besides interest. */
export type Fees = Readonly<{
  /** Kept back or paid when the money is paid out. */
  onceFen: Fen;
  /** Of the principal each year that has begun, in advance, such as a guarantee fee, in basis points. */
  yearlyBps: number;
}>;

export const noFees: Fees = { onceFen: fen(0), yearlyBps: 0 };

export type RepaymentPlan = Readonly<{
  instalments: readonly Instalment[];
  interestFen: Fen;
  feesFen: Fen;
  /** Interest and fees. */
  costFen: Fen;
  /**
   * The rate at which all payments, fees included, are worth what was paid out (internal rate of return
   * of a month, compounded to a year), in basis points; null where no rate does. It is what 中国人民银行
   * 公告〔2021〕第3号 asks lenders to state beside a nominal rate.
   */
  effectiveAnnualBps: number | null;
}>;

/** The longest term that is planned for, in months. */
export const MAX_MONTHS = 360;

/**
 * The repayments of a loan by its kind, to the 分; the last instalment takes what rounding left over.
 * A revolving credit is planned as if all of it were drawn for the whole term. Throws a RangeError for
 * terms that are none: no month, no principal, a negative rate.
 */
export function repaymentPlan(terms: LoanTerms, fees: Fees = noFees): RepaymentPlan {
  const { principalFen, annualRateBps, months } = terms;
  if (!Number.isInteger(months) || months < 1 || months > MAX_MONTHS || principalFen <= 0)
    throw new RangeError(`no loan: ${principalFen} 分 over ${months} months`);
  if (!(annualRateBps >= 0)) throw new RangeError(`no rate: ${annualRateBps}`);
  const instalments = instalmentsOf(terms);
  const interestFen = fen(instalments.reduce((sum, each) => sum + each.interestFen, 0));
  const yearlyFen = feeOfYear(principalFen, fees);
  const feesFen = fen(fees.onceFen + yearlyFen * Math.ceil(months / 12));
  return {
    instalments,
    interestFen,
    feesFen,
    costFen: fen(interestFen + feesFen),
    effectiveAnnualBps: effectiveAnnualBps(flowsOf(terms, instalments, fees)),
  };
}

const feeOfYear = (principalFen: Fen, { yearlyBps }: Fees): number =>
  Math.round((principalFen * yearlyBps) / 10_000);

function instalmentsOf({ principalFen, annualRateBps, months, kind, from }: LoanTerms) {
  const monthly = annualRateBps / 10_000 / 12;
  const repaid = principalRule(kind, principalFen, monthly, months);
  const instalments: Instalment[] = [];
  let balance: number = principalFen;
  let due = 0;
  for (let number = 1; number <= months; number++) {
    due += balance * monthly;
    const last = number === months;
    const interest = kind === "bullet" && !last ? 0 : Math.round(due);
    if (interest > 0 || kind !== "bullet") due = 0;
    // Interest that is paid at the end is not added to the principal: it bears none itself.
    const principal = last ? balance : Math.min(balance, repaid(interest));
    balance -= principal;
    if (kind === "bullet" && !last) continue;
    instalments.push({
      number: instalments.length + 1,
      dueOn: sameDayAfter(from, number),
      principalFen: fen(principal),
      interestFen: fen(interest),
      balanceFen: fen(balance),
    });
  }
  return instalments;
}

/** How much of the principal an instalment repays, given its interest; the last one repays the rest. */
function principalRule(kind: RepaymentKind, principal: Fen, monthly: number, months: number) {
  switch (kind) {
    case "equal_instalments": {
      const annuity =
        monthly === 0 ? principal / months : (principal * monthly) / (1 - (1 + monthly) ** -months);
      return (interest: number) => Math.max(0, Math.round(annuity) - interest);
    }
    case "equal_principal":
      return () => Math.floor(principal / months);
    case "interest_first":
    case "bullet":
    case "revolving":
      return () => 0;
  }
}

/** The same day so many months later, or the last day of that month where it has no such day. */
export function sameDayAfter(day: LocalDate, months: number): LocalDate {
  const month = addMonths(monthOf(day), months);
  const length = new Date(
    Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0),
  ).getUTCDate();
  return `${month}-${String(Math.min(Number(day.slice(8)), length)).padStart(2, "0")}`;
}

/** What the borrower has in hand (above zero) and pays (below) at the end of each month, from month 0. */
function flowsOf(terms: LoanTerms, instalments: readonly Instalment[], fees: Fees): number[] {
  const { principalFen, months, kind } = terms;
  const yearly = feeOfYear(principalFen, fees);
  const flows = Array.from({ length: months + 1 }, (_, month) =>
    month % 12 === 0 && month < months ? -yearly : 0,
  );
  const add = (month: number, amount: number) => (flows[month] = (flows[month] ?? 0) + amount);
  add(0, principalFen - fees.onceFen);
  for (const { number, principalFen: principal, interestFen } of instalments)
    add(kind === "bullet" ? months : number, -(principal + interestFen));
  return flows;
}

const MOST_A_MONTH = 10;

/** Halving finds it surely: one payment out and payments in have one rate at most. */
function effectiveAnnualBps(flows: readonly number[]): number | null {
  const worth = (rate: number) => flows.reduceRight((later, flow) => later / (1 + rate) + flow, 0);
  if (worth(0) >= 0) return worth(0) === 0 ? 0 : null;
  if (worth(MOST_A_MONTH) <= 0) return null;
  let [low, high] = [0, MOST_A_MONTH];
  for (let turn = 0; turn < 100; turn++) {
    const middle = (low + high) / 2;
    if (worth(middle) < 0) low = middle;
    else high = middle;
  }
  return Math.round(((1 + low) ** 12 - 1) * 10_000);
}
