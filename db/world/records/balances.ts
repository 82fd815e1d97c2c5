import { addDays, addMonths } from "#lib/kernel/calendar.ts";
import type { Loan, WorldEnterprise } from "../model.ts";
import { at, cents } from "../random.ts";
import { monthsSent, periodOf, type SentRow } from "./row.ts";

/** What a report without any loan is kept under: that there is none is known, not unknown. */
const NO_LENDER = "无在贷机构";

/** Loan balances at the end of each month by lender. */
export function* loanBalances(
  enterprise: WorldEnterprise,
  months: readonly string[],
  loans: readonly Loan[],
): Generator<SentRow> {
  const { uscc } = enterprise;
  for (const month of monthsSent(enterprise, "loan_balance")) {
    const period = periodOf(months, month);
    const monthEnd = addDays(`${addMonths(at(months, month), 1)}-01`, -1);
    const byLender = new Map<string, number>();
    for (const loan of loans) {
      const left = outstanding(loan, monthEnd);
      if (left > 0) byLender.set(loan.lender, (byLender.get(loan.lender) ?? 0) + left);
    }
    if (byLender.size === 0) yield { uscc, period, key: NO_LENDER, fields: { balance: 0 } };
    for (const [lender, balance] of byLender) {
      yield { uscc, period, key: lender, fields: { balance: cents(balance) } };
    }
  }
}

/** What is owed of a loan at the end of a day; an overdue one stands until it is paid. */
export function outstanding(loan: Loan, day: string): number {
  if (day < loan.fromDay || (loan.toDay !== null && day >= loan.toDay)) return 0;
  if (!loan.instalments) return loan.amountYuan;
  const whole = Date.parse(loan.maturityDay) - Date.parse(loan.fromDay);
  const left = Date.parse(loan.maturityDay) - Date.parse(day);
  return loan.amountYuan * Math.max(0.08, left / whole);
}
