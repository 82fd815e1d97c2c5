import { MonthBarsChart } from "#components/charts/trend-charts.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { CardBody } from "#components/ui/card.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Profile } from "#lib/credit/model.ts";
import { DisclosedCard } from "./disclosed-card.tsx";
import { inWan, recent } from "./series.ts";

type Props = Readonly<{ profile: Profile }>;

/** Grades, what was due and what was paid, and the quarters' profit. */
export function DisclosedTax({ profile }: Props) {
  const { tax, months } = profile;
  const quarters = tax.incomeTax.slice(-8);
  return (
    <>
      <DisclosedCard title="纳税缴费信用级别" profile={profile} items={["tax_grade"]}>
        <CardBody>
          <Grades grades={tax.grades} />
        </CardBody>
      </DisclosedCard>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <DisclosedCard title="每月应纳与实缴增值税" profile={profile} items={["vat_declaration"]}>
          <CardBody>
            <MonthBarsChart
              title="每月应纳与实缴增值税"
              hideTitle
              months={recent(months)}
              unit="万元"
              bars={[
                { label: "应纳税额", values: inWan(tax.payableFen) },
                { label: "实缴税额", values: inWan(tax.paidFen) },
              ]}
              note="来源：税务局增值税申报"
            />
          </CardBody>
        </DisclosedCard>
        <DisclosedCard title="每季利润总额" profile={profile} items={["income_tax_declaration"]}>
          <CardBody>
            <MonthBarsChart
              title="每季利润总额"
              hideTitle
              months={quarters.map(({ quarter }) => quarterText(quarter))}
              unit="万元"
              bars={[
                { label: "利润总额", values: inWan(quarters.map(({ profitFen }) => profitFen)) },
              ]}
              note="来源：税务局企业所得税申报"
            />
          </CardBody>
        </DisclosedCard>
      </div>
    </>
  );
}

/** `2026-04` → `26Q2`. */
const quarterText = (month: string) =>
  `${month.slice(2, 4)}Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;

const gradeTones: Readonly<Record<string, Tone>> = {
  A: "success",
  B: "primary",
  M: "info",
  C: "warning",
  D: "danger",
};

function Grades({ grades }: Pick<Profile["tax"], "grades">) {
  return (
    <ol className="flex flex-wrap gap-x-8 gap-y-2">
      {grades.map(({ year, grade }) => (
        <li key={year} className="figures text-muted-foreground flex items-center gap-2 text-sm">
          {year} 年度
          <Badge tone={gradeTones[grade] ?? "neutral"}>{grade} 级</Badge>
        </li>
      ))}
    </ol>
  );
}
