import { LinesChart } from "#components/charts/trend-charts.tsx";
import { CardBody } from "#components/ui/card.tsx";
import { Figure } from "#components/ui/figure.tsx";
import type { ContributionSeries, Profile, UtilitySeries } from "#lib/credit/model.ts";
import { yuanText } from "#lib/kernel/money.ts";
import { ProfilePart, ProfileSection } from "./profile-section.tsx";
import { inYuan, isKnown, lastMonths, latest } from "./profile-words.ts";

type Props = Readonly<{ profile: Profile }>;

/** Signs of work going on: electricity, water, gas, and people insured. */
export function ProfileActivity({ profile }: Props) {
  const { utilities, social, months } = profile;
  const bills = utilityKinds.filter(([kind]) => isKnown(utilities[kind].billedFen));
  const staff = contributionKinds.filter(([kind]) => isKnown(social[kind].headcount));
  return (
    <ProfileSection id="activity" title="经营活动">
      <div className="grid lg:grid-cols-2">
        <div className="min-w-0 lg:border-r">
          <ProfilePart profile={profile} items={["electricity", "water", "gas"]}>
            <CardBody className="grid gap-4">
              <LinesChart
                title={`每月${bills.map(([, label]) => label).join("、")}应缴`}
                categories={lastMonths(months)}
                unit="元"
                fromZero
                series={bills.map(([kind, label]) => ({
                  label,
                  values: inYuan(utilities[kind].billedFen),
                }))}
                note="来源：电网、供水、燃气公司"
              />
              <Owed rows={bills.map(([kind, label]) => owedOf(label, utilities[kind]))} />
            </CardBody>
          </ProfilePart>
        </div>
        <div className="min-w-0 max-lg:border-t">
          <ProfilePart profile={profile} items={["social_insurance", "housing_fund"]}>
            <CardBody className="grid gap-4">
              <LinesChart
                title="每月参保与缴存人数"
                categories={lastMonths(months)}
                unit="人"
                fromZero
                series={staff.map(([kind, label]) => ({
                  label,
                  values: lastMonths(social[kind].headcount),
                }))}
                note="来源：人社局、公积金中心"
              />
              <Owed rows={staff.map(([kind, label]) => owedOf(label, social[kind]))} />
            </CardBody>
          </ProfilePart>
        </div>
      </div>
    </ProfileSection>
  );
}

const utilityKinds = [
  ["electricity", "用电"],
  ["water", "用水"],
  ["gas", "用气"],
] as const;

const contributionKinds = [
  ["socialInsurance", "社会保险"],
  ["housingFund", "住房公积金"],
] as const;

type OwedRow = Readonly<{ label: string; arrearsFen: number | null; lateMonths: number | null }>;

/** What is owed now; for utilities also how often the last twelve bills were paid late. */
function owedOf(label: string, series: UtilitySeries | ContributionSeries): OwedRow {
  const late = "lateDays" in series ? series.lateDays.slice(-12) : [];
  const known = late.filter((days) => days !== null);
  return {
    label,
    arrearsFen: latest(series.arrearsFen),
    lateMonths: known.length === 0 ? null : known.filter((days) => days > 0).length,
  };
}

function Owed({ rows }: { readonly rows: readonly OwedRow[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 border-t pt-3 sm:grid-cols-3">
      {rows.map(({ label, arrearsFen, lateMonths }) => (
        <div key={label}>
          <dt className="text-muted-foreground text-xs">{label}当前欠费</dt>
          <dd className={arrearsFen ? "text-danger" : "text-slate-900"}>
            <Figure value={arrearsFen === null ? null : yuanText(arrearsFen)} unit="元" />
            {lateMonths === null ? null : (
              <span className="text-muted-foreground block text-xs">
                近12个月逾期 {lateMonths} 次
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
