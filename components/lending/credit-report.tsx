import { OwnObligations } from "#components/credit/own-obligations.tsx";
import { ProfileActivity } from "#components/credit/profile-activity.tsx";
import { ProfileCoverage } from "#components/credit/profile-coverage.tsx";
import { ProfileIndicators } from "#components/credit/profile-indicators.tsx";
import { ProfileStanding } from "#components/credit/profile-standing.tsx";
import { ProfileTax } from "#components/credit/profile-tax.tsx";
import { ProfileTrade } from "#components/credit/profile-trade.tsx";
import { DisclosedEvaluation } from "#components/evaluation/disclosed-evaluation.tsx";
import { EligibilityCard } from "#components/products/eligibility-card.tsx";
import { ScoreContributions } from "#components/scoring/score-contributions.tsx";
import { ScoreGaugeCard } from "#components/scoring/score-gauge-card.tsx";
import { ScoreLimit } from "#components/scoring/score-limit.tsx";
import { ScoreRadar } from "#components/scoring/score-radar.tsx";
import { ScoreReasons } from "#components/scoring/score-reasons.tsx";
import { ScoreTrend } from "#components/scoring/score-trend.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { CreditProfile } from "#lib/lending/index.ts";
import { ReportContents } from "./report-contents.tsx";

export type OpenedProfile = Extract<CreditProfile, { granted: true }>;
type Props = Readonly<{ opened: OpenedProfile }>;

/** What one look disclosed: the score with its reasons, the rules' answer, and the records themselves. */
export function CreditReport({ opened }: Props) {
  const { product, profile, facts, records, score, eligibility } = opened;
  const { name, version } = product;
  return (
    <>
      <ReportContents />
      <div id="score" className={`${chapter} xl:grid-cols-[22rem_minmax(0,1fr)]`}>
        <ScoreGaugeCard
          score={score}
          grades={opened.grades}
          scoredAt={timeText(opened.scoredAt)}
          title={score.card.id === "bank-tax" ? "银税互动评分" : "信用评分"}
        />
        <ScoreReasons reasons={score.reasons} method={opened.baselineMethod} />
      </div>
      <div id="limit" className={chapter}>
        <ScoreLimit limit={score.limit} />
      </div>
      {opened.trend.length > 1 ? (
        <div id="trend" className={chapter}>
          <ScoreTrend
            title="本机构历次评分"
            description="仅含本机构为该企业的申请作出、所依据数据尚在保存期内的评分。"
            points={opened.trend.map(({ at, ...point }) => ({ at: timeText(at), ...point }))}
            empty=""
          />
        </div>
      ) : null}
      <div id="eligibility" className={chapter}>
        <EligibilityCard eligibility={eligibility} productName={name} version={version} />
      </div>
      <div id="parts" className={`${chapter} items-start xl:grid-cols-[minmax(0,1fr)_22rem]`}>
        <ScoreContributions parts={score.parts} />
        <ScoreRadar parts={score.parts} />
      </div>
      <div id="evaluation" className={chapter}>
        <DisclosedEvaluation
          evaluation={opened.evaluation}
          asOf={opened.asOf}
          covered={opened.items}
        />
      </div>
      <ProfileTrade profile={profile} facts={facts} />
      <ProfileTax profile={profile} />
      <ProfileActivity profile={profile} />
      <OwnObligations profile={profile} />
      <ProfileStanding profile={profile} />
      <ProfileIndicators
        facts={facts}
        items={profile.items}
        asOf={profile.asOf}
        records={records}
      />
      <ProfileCoverage profile={profile} />
    </>
  );
}

/** Lands below the bar with the contents when jumped to. */
const chapter = "grid scroll-mt-28 grid-cols-[minmax(0,1fr)] gap-5";
