import { Card, CardBody } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { wanText } from "#lib/kernel/money.ts";
import type { Score } from "#lib/scoring/model.ts";

/** Where the enterprise stands by the platform's own card, and what would help; for itself only. */
export function OwnScoreSummary({ score }: { readonly score: Score }) {
  const { total, grade, gradeLabel, limit, reasons } = score;
  const figures = [
    { term: "参考评分", figure: String(total), unit: "分" },
    { term: "等级", figure: grade, unit: gradeLabel },
    {
      term: "建议额度",
      figure: limit.suggestedFen === null ? null : wanText(limit.suggestedFen),
      unit: "万元",
    },
  ];
  return (
    <Card aria-label="平台参考评分">
      <CardBody className="grid gap-3">
        <dl className="flex flex-wrap items-baseline gap-x-8 gap-y-2">
          {figures.map(({ term, figure, unit }) => (
            <div key={term} className="flex items-baseline gap-2">
              <dt className="text-muted-foreground text-xs">{term}</dt>
              <dd className="figures">
                {figure === null ? (
                  <span className="text-slate-500">未知</span>
                ) : (
                  <>
                    <span className="text-lg font-semibold text-slate-900">{figure}</span>
                    <span className="ml-1 text-xs text-slate-600">{unit}</span>
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
        <p className="text-muted-foreground text-xs">
          按平台评分卡计算，仅供本企业参考，不向任何机构披露；各机构按自己的规则审批。
        </p>
        {reasons.length === 0 ? null : (
          <Disclosure summary={`影响评分的主要原因（${reasons.length} 项）`} className="-my-1">
            <ul className="grid gap-1.5 text-sm text-slate-700">
              {reasons.map((reason) => (
                <li key={reason.code}>
                  <span className="font-medium text-slate-900">{reason.text}</span>
                  <span className="ml-2">{reason.remedy}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </CardBody>
    </Card>
  );
}
