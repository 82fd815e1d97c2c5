import { DataTable } from "#components/ui/data-table.tsx";
import { repaymentKinds, repaymentLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, yuanText } from "#lib/kernel/money.ts";
import {
  repaymentPlan,
  type Fees,
  type Instalment,
  type LoanTerms,
} from "#lib/kernel/repayment.ts";

const paid = ({ principalFen, interestFen }: Instalment) => yuanText(principalFen + interestFen);

/** The same loan by every repayment kind. */
export function KindComparison({ terms, fees }: Readonly<{ terms: LoanTerms; fees: Fees }>) {
  const rows = repaymentKinds.map((kind) => ({
    kind,
    plan: repaymentPlan({ ...terms, kind }, fees),
  }));
  return (
    <DataTable
      caption="各还款方式的成本"
      rows={rows}
      rowKey={({ kind }) => kind}
      pinFirst
      columns={[
        {
          key: "kind",
          header: "还款方式",
          rowHeader: true,
          nowrap: true,
          cell: ({ kind }) =>
            kind === terms.kind ? <strong>{repaymentLabels[kind]}</strong> : repaymentLabels[kind],
        },
        {
          key: "first",
          header: "首期",
          unit: "元",
          numeric: true,
          cell: ({ plan: { instalments } }) => instalments.slice(0, 1).map(paid),
        },
        {
          key: "last",
          header: "末期",
          unit: "元",
          numeric: true,
          cell: ({ plan: { instalments } }) => instalments.slice(-1).map(paid),
        },
        {
          key: "interest",
          header: "利息",
          unit: "元",
          numeric: true,
          cell: ({ plan }) => yuanText(plan.interestFen),
        },
        {
          key: "cost",
          header: "利息与费用",
          unit: "元",
          numeric: true,
          cell: ({ plan }) => yuanText(plan.costFen),
        },
        {
          key: "rate",
          header: "综合年化成本",
          numeric: true,
          cell: ({ plan: { effectiveAnnualBps } }) =>
            effectiveAnnualBps === null ? null : bpsText(effectiveAnnualBps),
        },
      ]}
    />
  );
}

/** When what falls due. */
export function InstalmentTable({ instalments }: Readonly<{ instalments: readonly Instalment[] }>) {
  return (
    <DataTable
      caption="还款计划"
      rows={instalments}
      rowKey={({ number }) => String(number)}
      maxHeight="32rem"
      columns={[
        { key: "number", header: "期", rowHeader: true, cell: ({ number }) => number },
        { key: "due", header: "还款日", nowrap: true, cell: ({ dueOn }) => dueOn },
        {
          key: "principal",
          header: "本金",
          unit: "元",
          numeric: true,
          cell: ({ principalFen }) => yuanText(principalFen),
        },
        {
          key: "interest",
          header: "利息",
          unit: "元",
          numeric: true,
          cell: ({ interestFen }) => yuanText(interestFen),
        },
        { key: "sum", header: "本息合计", unit: "元", numeric: true, cell: paid },
        {
          key: "balance",
          header: "剩余本金",
          unit: "元",
          numeric: true,
          cell: ({ balanceFen }) => yuanText(balanceFen),
        },
      ]}
    />
  );
}
