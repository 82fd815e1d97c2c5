import { MonthBarsChart } from "#components/charts/trend-charts.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { CardBody } from "#components/ui/card.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Profile } from "#lib/credit/model.ts";
import { ProfilePart, ProfileSection } from "./profile-section.tsx";
import { inWan, lastMonths } from "./profile-words.ts";

type Props = Readonly<{ profile: Profile }>;

/** Grades, what was due and what was paid, and the quarters' profit. */
export function ProfileTax({ profile }: Props) {
  const { tax, months } = profile;
  const quarters = tax.incomeTax.slice(-8);
  return (
    <ProfileSection id="tax" title="纳税">
      <ProfilePart profile={profile} items={["tax_grade"]}>
        <CardBody>
          <Grades grades={tax.grades} />
        </CardBody>
      </ProfilePart>
      <div className="grid border-t lg:grid-cols-[3fr_2fr]">
        <div className="min-w-0 lg:border-r">
          <ProfilePart profile={profile} items={["vat_declaration"]}>
            <CardBody>
              <MonthBarsChart
                title="每月应纳与实缴增值税"
                months={lastMonths(months)}
                unit="万元"
                bars={[
                  { label: "应纳税额", values: inWan(tax.payableFen) },
                  { label: "实缴税额", values: inWan(tax.paidFen) },
                ]}
                note="来源：税务局增值税申报"
              />
            </CardBody>
          </ProfilePart>
        </div>
        <div className="min-w-0 max-lg:border-t">
          <ProfilePart profile={profile} items={["income_tax_declaration"]}>
            <CardBody>
              <MonthBarsChart
                title="每季利润总额"
                months={quarters.map(({ quarter }) => quarterText(quarter))}
                unit="万元"
                bars={[
                  { label: "利润总额", values: inWan(quarters.map(({ profitFen }) => profitFen)) },
                ]}
                note="来源：税务局企业所得税申报"
              />
            </CardBody>
          </ProfilePart>
        </div>
      </div>
    </ProfileSection>
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
    <dl className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <dt className="text-sm text-slate-700">纳税缴费信用级别</dt>
      {grades.map(({ year, grade }) => (
        <dd key={year} className="figures flex items-center gap-2 text-sm text-slate-600">
          {year} 年度
          <Badge tone={gradeTones[grade] ?? "neutral"}>{grade} 级</Badge>
        </dd>
      ))}
    </dl>
  );
}
