import { CoverageTable } from "#components/credit/coverage-table.tsx";
import { DisclosedActivity } from "#components/credit/disclosed-activity.tsx";
import { DisclosedIndicators } from "#components/credit/disclosed-indicators.tsx";
import { DisclosedStanding } from "#components/credit/disclosed-standing.tsx";
import { DisclosedTax } from "#components/credit/disclosed-tax.tsx";
import { DisclosedTrade } from "#components/credit/disclosed-trade.tsx";
import { ProfileContents, ProfileSection } from "#components/credit/profile-section.tsx";
import { EligibilityCard } from "#components/products/eligibility-card.tsx";
import { ScoreContributions } from "#components/scoring/score-contributions.tsx";
import { ScoreGaugeCard } from "#components/scoring/score-gauge-card.tsx";
import { ScoreLimit } from "#components/scoring/score-limit.tsx";
import { ScoreRadar } from "#components/scoring/score-radar.tsx";
import { ScoreReasons } from "#components/scoring/score-reasons.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { CreditProfile } from "#lib/lending/index.ts";

export type OpenedProfile = Extract<CreditProfile, { granted: true }>;
type Props = Readonly<{ opened: OpenedProfile }>;

const chapters = {
  score: { id: "score", title: "评分与建议" },
  parts: { id: "parts", title: "得分构成" },
  trade: { id: "trade", title: "购销" },
  tax: { id: "tax", title: "纳税" },
  activity: { id: "activity", title: "经营活动" },
  standing: { id: "standing", title: "信用记录与负债" },
  indicators: { id: "indicators", title: "关键指标" },
  coverage: { id: "coverage", title: "数据来源" },
} as const;

/** What one look disclosed: the score with its reasons, the rules' answer, and the records themselves. */
export function CreditReport({ opened }: Props) {
  const { product, profile, facts, score, eligibility } = opened;
  const { name, version } = product;
  return (
    <>
      <ProfileContents parts={Object.values(chapters)} />
      <ProfileSection {...chapters.score}>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <ScoreGaugeCard score={score} scoredAt={timeText(opened.scoredAt)} />
          <ScoreReasons reasons={score.reasons} />
        </div>
        <ScoreLimit limit={score.limit} />
        <EligibilityCard eligibility={eligibility} productName={name} version={version} />
      </ProfileSection>
      <ProfileSection {...chapters.parts}>
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <ScoreContributions parts={score.parts} />
          <ScoreRadar parts={score.parts} />
        </div>
      </ProfileSection>
      <ProfileSection {...chapters.trade}>
        <DisclosedTrade profile={profile} facts={facts} />
      </ProfileSection>
      <ProfileSection {...chapters.tax}>
        <DisclosedTax profile={profile} />
      </ProfileSection>
      <ProfileSection {...chapters.activity}>
        <DisclosedActivity profile={profile} />
      </ProfileSection>
      <ProfileSection {...chapters.standing}>
        <DisclosedStanding profile={profile} />
      </ProfileSection>
      <ProfileSection
        {...chapters.indicators}
        description="规则与评分所用的全部指标。“未知”不等于零。"
      >
        <DisclosedIndicators facts={facts} items={profile.items} />
      </ProfileSection>
      <ProfileSection {...chapters.coverage} description={`截至 ${profile.asOf}。`}>
        <CoverageTable rows={profile.coverage} />
      </ProfileSection>
    </>
  );
}
