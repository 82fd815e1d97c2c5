import type { Disclosure } from "#lib/credit/index.ts";
import type { RegisteredEnterprise } from "#lib/registry/index.ts";
import { CoverageTable } from "./coverage-table.tsx";
import { DisclosedActivity } from "./disclosed-activity.tsx";
import { DisclosedStanding } from "./disclosed-standing.tsx";
import { DisclosedTax } from "./disclosed-tax.tsx";
import { DisclosedTrade } from "./disclosed-trade.tsx";
import { OwnContributions } from "./own-contributions.tsx";
import { OwnIndicators } from "./own-indicators.tsx";
import { ProfileContents, ProfileSection } from "./profile-section.tsx";
import { RegistrationCard } from "./registration-card.tsx";

const parts = {
  registration: { id: "registration", title: "登记信息" },
  coverage: {
    id: "coverage",
    title: "数据归集",
    description: "平台持有哪些数据、来自哪里、是否新鲜。数据有误时，请向来源部门提出更正。",
  },
  indicators: {
    id: "indicators",
    title: "关键指标",
    description: "产品规则和信用评分使用的就是这些指标。“未知”不等于零。",
  },
  trade: { id: "trade", title: "购销" },
  tax: { id: "tax", title: "纳税" },
  activity: { id: "activity", title: "水电气与用工" },
  standing: { id: "standing", title: "信用记录与负债" },
} as const;

type Props = Readonly<{
  registration: RegisteredEnterprise;
  own: Pick<Disclosure, "profile" | "facts">;
}>;

/** Everything that the platform holds of an enterprise, as the enterprise itself sees it. */
export function OwnProfile({ registration, own: { profile, facts } }: Props) {
  return (
    <>
      <ProfileContents parts={Object.values(parts)} />
      <ProfileSection {...parts.registration}>
        <RegistrationCard enterprise={registration} />
      </ProfileSection>
      <ProfileSection {...parts.coverage}>
        <CoverageTable rows={profile.coverage} />
      </ProfileSection>
      <ProfileSection {...parts.indicators}>
        <OwnIndicators facts={facts} />
      </ProfileSection>
      <ProfileSection {...parts.trade}>
        <DisclosedTrade profile={profile} facts={facts} />
      </ProfileSection>
      <ProfileSection {...parts.tax}>
        <DisclosedTax profile={profile} />
      </ProfileSection>
      <ProfileSection {...parts.activity}>
        <DisclosedActivity profile={profile} />
        <OwnContributions profile={profile} />
      </ProfileSection>
      <ProfileSection {...parts.standing}>
        <DisclosedStanding profile={profile} />
      </ProfileSection>
    </>
  );
}
