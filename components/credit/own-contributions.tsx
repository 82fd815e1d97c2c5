import { MonthBarsChart } from "#components/charts/trend-charts.tsx";
import { CardBody } from "#components/ui/card.tsx";
import type { Profile } from "#lib/credit/model.ts";
import { DisclosedCard } from "./disclosed-card.tsx";
import { inWan, recent } from "./series.ts";

/** What is paid every month for the staff. */
export function OwnContributions({ profile }: { readonly profile: Profile }) {
  const { months, social } = profile;
  return (
    <DisclosedCard
      title="每月实缴社会保险与住房公积金"
      profile={profile}
      items={["social_insurance", "housing_fund"]}
    >
      <CardBody>
        <MonthBarsChart
          title="每月实缴社会保险与住房公积金"
          hideTitle
          height={240}
          months={recent(months)}
          unit="万元"
          bars={[
            { label: "社会保险", values: inWan(social.socialInsurance.paidFen) },
            { label: "住房公积金", values: inWan(social.housingFund.paidFen) },
          ]}
          note="来源：人社局、公积金中心"
        />
      </CardBody>
    </DisclosedCard>
  );
}
