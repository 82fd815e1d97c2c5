import { NuqsAdapter } from "nuqs/adapters/next/app";
import { PageHeader } from "#components/layout/page-header.tsx";
import { CostCalculator } from "#components/products/cost-calculator.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";

export const metadata = { title: "融资成本计算器" };
// The plan begins today, and today is another day tomorrow.
export const dynamic = "force-dynamic";

export default function CalculatorPage() {
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-6 px-4 py-10 sm:px-6">
      <PageHeader
        title="融资成本计算器"
        description="按还款方式算清每期还多少、一共付多少，以及把费用算进去的综合年化成本。无需登录，填写的内容不会保存。"
      />
      <NuqsAdapter>
        <CostCalculator from={dayOf(new Date())} />
      </NuqsAdapter>
    </div>
  );
}
