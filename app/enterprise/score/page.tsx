import { ProfileRefusedNote } from "#components/credit/profile-refused-note.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ScoreContributions } from "#components/scoring/score-contributions.tsx";
import { ScoreGaugeCard } from "#components/scoring/score-gauge-card.tsx";
import { ScoreLimit } from "#components/scoring/score-limit.tsx";
import { ScoreRadar } from "#components/scoring/score-radar.tsx";
import { ScoreReasons } from "#components/scoring/score-reasons.tsx";
import { ScoreTrend } from "#components/scoring/score-trend.tsx";
import { WhatIfCard } from "#components/scoring/what-if-card.tsx";
import { readOwnScore } from "#lib/scoring/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "参考评分" };

export default async function OwnScorePage() {
  const own = await read(readOwnScore);
  return (
    <>
      <PageHeader
        title="参考评分"
        description="按平台评分卡计算，仅供本企业参考，不向任何机构披露；各机构按自己的规则审批。"
      />
      {own.granted ? (
        <>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-5 xl:grid-cols-[22rem_minmax(0,1fr)]">
            <ScoreGaugeCard
              score={own.score}
              grades={own.card.grades}
              scoredAt={`数据截至 ${own.asOf}`}
              title="参考评分"
            />
            <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-5">
              <WhatIfCard whatIf={own.whatIf} />
              <ScoreReasons reasons={own.score.reasons} method={own.card.baselineMethod} />
            </div>
          </div>
          <ScoreTrend
            title="近十二个月走势"
            description="按各月末在用的评分卡，用今天已知的当月记录回算；不是当时给出的分数，也不保存。"
            points={own.trend.map(({ month, ...point }) => ({ at: month, ...point }))}
            empty="已知的数据不足一半的月份不画点。请联系数据部门补报，或等待数据积累。"
          />
          <ScoreLimit limit={own.score.limit} />
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
            <ScoreContributions parts={own.score.parts} />
            <ScoreRadar parts={own.score.parts} />
          </div>
        </>
      ) : (
        <ProfileRefusedNote because={own.because} />
      )}
    </>
  );
}
