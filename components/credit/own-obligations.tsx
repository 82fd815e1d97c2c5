import { MonthBarsChart } from "#components/charts/trend-charts.tsx";
import { CardBody } from "#components/ui/card.tsx";
import type { Profile } from "#lib/credit/model.ts";
import { ProfilePart, ProfileSection } from "./profile-section.tsx";
import { inWan, lastMonths } from "./profile-words.ts";

/** What is paid every month for the staff, and what is owed to banks. */
export function OwnObligations({ profile }: { readonly profile: Profile }) {
  const { months, social, loanBalanceFen } = profile;
  const owesNothing = lastMonths(loanBalanceFen).every((value) => value === null || value === 0);
  return (
    <ProfileSection id="obligations" title="缴纳与负债">
      <div className="grid lg:grid-cols-2">
        <div className="min-w-0 lg:border-r">
          <ProfilePart profile={profile} items={["social_insurance", "housing_fund"]}>
            <CardBody>
              <MonthBarsChart
                title="实缴社会保险与住房公积金"
                months={lastMonths(months)}
                unit="万元"
                bars={[
                  { label: "社会保险", values: inWan(social.socialInsurance.paidFen) },
                  { label: "住房公积金", values: inWan(social.housingFund.paidFen) },
                ]}
              />
            </CardBody>
          </ProfilePart>
        </div>
        <div className="min-w-0 max-lg:border-t">
          <ProfilePart profile={profile} items={["loan_balance"]}>
            <CardBody>
              {owesNothing ? (
                <NoDebt />
              ) : (
                <MonthBarsChart
                  title="银行贷款余额"
                  months={lastMonths(months)}
                  unit="万元"
                  bars={[{ label: "贷款余额", values: inWan(loanBalanceFen) }]}
                />
              )}
            </CardBody>
          </ProfilePart>
        </div>
      </div>
    </ProfileSection>
  );
}

/** Known to be zero, which an empty chart would not say. */
function NoDebt() {
  return (
    <div>
      <p className="text-sm font-medium text-slate-800">银行贷款余额</p>
      <p className="mt-2 text-sm text-slate-700">近 24 个月已归集的各月余额均为 0 元。</p>
    </div>
  );
}
