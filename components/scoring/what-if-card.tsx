import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { Change, Way, WhatIf } from "#lib/scoring/index.ts";

type Props = Readonly<{ whatIf: WhatIf }>;

/** What the enterprise can itself do to reach the next grade: the fewest changes, tried on the card. */
export function WhatIfCard({ whatIf }: Props) {
  return (
    <Card>
      <CardHeader title="怎样提升一级" description="逐项代入评分卡试算得出的最少改变，不是估计。" />
      <CardBody className="grid gap-3">
        <Answer whatIf={whatIf} />
      </CardBody>
    </Card>
  );
}

function Answer({ whatIf }: Props) {
  switch (whatIf.kind) {
    case "best":
      return <p className="text-sm text-slate-700">已是最高等级，保持即可。</p>;
    case "unscored":
      return <p className="text-sm text-slate-700">目前的数据不足以评分，暂不能试算。</p>;
    case "vetoed":
      return (
        <Callout tone="danger" title="请先解除一票否决">
          {whatIf.reasons.join("；")}。解除之前，提高分数不能改变等级。
        </Callout>
      );
    case "ways": {
      const { next, lacking, certain, hopeful } = whatIf;
      const way = certain ?? hopeful;
      return (
        <>
          <p className="text-sm text-slate-700">
            距 {next.grade} 级（{next.label}）还差
            <span className="figures mx-1 font-semibold text-slate-900">{lacking}</span>分。
            {way === null ? "目前没有四项以内、企业自身可以完成的改变能达到。" : null}
            {certain === null && hopeful !== null
              ? "需要补充授权数据；结果取决于数据本身，以下按良好情形试算。"
              : null}
          </p>
          {way === null ? null : <WayList way={way} />}
        </>
      );
    }
  }
}

function WayList({ way }: { readonly way: Way }) {
  const when = way.months === 0 ? "更新数据后即可" : `最快 ${way.months} 个月后`;
  return (
    <>
      <ol className="grid gap-3">
        {way.changes.map((change, place) => (
          <ChangeItem key={change.fact} change={change} place={place + 1} />
        ))}
      </ol>
      <p className="border-t pt-3 text-sm text-slate-700">
        {when}达到<span className="figures mx-1 font-semibold text-slate-900">{way.total}</span>
        分，{way.grade} 级。
      </p>
    </>
  );
}

function ChangeItem({ change, place }: { readonly change: Change; readonly place: number }) {
  const { text, factName, from, to, gain, certain } = change;
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className="figures mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-slate-100 text-xs text-slate-600"
      >
        {place}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <span className="font-medium text-slate-900">{text}</span>
          <span className="flex items-center gap-2">
            {certain ? null : <Badge tone="warning">视数据而定</Badge>}
            <span className="figures text-success text-sm">+{gain} 分</span>
          </span>
        </p>
        <p className="text-muted-foreground text-xs">
          {factName}：{from} → {to}
        </p>
      </div>
    </li>
  );
}
