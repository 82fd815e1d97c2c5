import { ScoreContributions } from "#components/scoring/score-contributions.tsx";
import { ScoreReasons } from "#components/scoring/score-reasons.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import type { ExplainReport } from "#lib/bench/index.ts";
import { bpsText } from "#lib/kernel/money.ts";
import { noGrade } from "#lib/scoring/model.ts";

/** One row of a table: its total, what it is made of, and what cost the most. */
export function ExplainResult({ report: { row, score } }: { readonly report: ExplainReport }) {
  const { total, grade, gradeLabel, defaultProbabilityBps, completenessBps, parts, reasons } =
    score;
  const isGraded = grade !== noGrade.grade;
  return (
    <>
      <StatGrid>
        <StatTile label={`第 ${row} 行的得分`} value={String(total)} unit="分" />
        <StatTile
          label="违约概率"
          value={defaultProbabilityBps === null ? null : bpsText(defaultProbabilityBps)}
          {...(defaultProbabilityBps === null ? { hint: "这张卡没有刻度" } : {})}
        />
        {isGraded ? <StatTile label="等级" value={grade} unit={gradeLabel} /> : null}
        <StatTile label="数据完整度" value={bpsText(completenessBps)} />
      </StatGrid>
      <ScoreContributions parts={parts} />
      <ScoreReasons reasons={reasons} />
    </>
  );
}
