import { Callout } from "#components/ui/callout.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { OwnMonth } from "#lib/evaluation/index.ts";
import type { Evaluation } from "#lib/evaluation/model.ts";
import { EvaluationHistory } from "./evaluation-history.tsx";
import { EvaluationItems } from "./evaluation-items.tsx";
import { EvaluationLosses } from "./evaluation-losses.tsx";
import { EvaluationRadar } from "./evaluation-radar.tsx";
import { EvaluationResult } from "./evaluation-result.tsx";
import { UnscoredItems } from "./unscored-items.tsx";

type Props = Readonly<{
  evaluation: Evaluation | null;
  asOf: string;
  months: readonly OwnMonth[];
}>;

/** An enterprise's own evaluation: where it stands, what costs points, what to do, and how it has gone. */
export function OwnEvaluation({ evaluation, asOf, months }: Props) {
  if (evaluation === null)
    return (
      <>
        <Callout title="目前没有适用的评价模板">
          本企业所在地没有生效的评价模板，暂不评价。模板生效后打开本页即可看到结果，无需申请。
        </Callout>
        <EvaluationHistory months={months} />
      </>
    );
  return (
    <>
      <Reading />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[24rem_minmax(0,1fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <EvaluationResult evaluation={evaluation} asOf={asOf} own />
          <EvaluationRadar dimensions={evaluation.dimensions} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <EvaluationLosses evaluation={evaluation} />
          <EvaluationHistory months={months} />
        </div>
      </div>
      <UnscoredItems evaluation={evaluation} covered={null} />
      <EvaluationItems dimensions={evaluation.dimensions} />
    </>
  );
}

/** For whoever sees one for the first time. */
const Reading = () => (
  <Disclosure summary="第一次看？怎样读懂这份评价" print="hidden">
    <ul className="max-w-3xl list-disc space-y-1 pl-5 text-sm text-slate-700">
      <li>公共信用评价看的是守法、履约、纳税和缴费等公共信用记录，不看贷款申请，也不等于银行的审批结果。</li>
      <li>满分 1,000 分，分为若干维度；每项指标没有问题得满分，有问题按模板扣分，总分对应等级。</li>
      <li>部门没有报送的指标不评分，既不加分也不减分，总分按已评部分折算；已知的太少时不评级。</li>
      <li>严重失信等记录会一票否决：无论分数多少，等级直接降到规定的一级。</li>
      <li>国家标准 GB/T 45255 只分四级（优、良、中、差），与本地等级并列显示，便于跨地区对照。</li>
      <li>发现记录有误，请向报送部门提出更正；更正后的数据到达平台，评价随之更新。</li>
    </ul>
  </Disclosure>
); // prettier-ignore
