import { Callout } from "#components/ui/callout.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { Evaluation } from "#lib/evaluation/model.ts";
import { EvaluationItems } from "./evaluation-items.tsx";
import { EvaluationRadar } from "./evaluation-radar.tsx";
import { EvaluationResult } from "./evaluation-result.tsx";
import { UnscoredItems } from "./unscored-items.tsx";

type Props = Readonly<{
  /** Null: no template is in force where the enterprise is registered. */
  evaluation: Evaluation | null;
  asOf: string;
  /** The data items that the look covered. */
  covered: readonly string[];
}>;

/** What an institution sees: the evaluation of what was disclosed to it, and what that lacked. */
export function DisclosedEvaluation({ evaluation, asOf, covered }: Props) {
  if (evaluation === null)
    return (
      <Callout title="公共信用评价：没有适用的模板">
        企业所在地目前没有生效的评价模板，本次未作评价。
      </Callout>
    );
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-2">
        <EvaluationResult evaluation={evaluation} asOf={asOf} />
        <EvaluationRadar dimensions={evaluation.dimensions} />
      </div>
      <UnscoredItems evaluation={evaluation} covered={covered} />
      <Disclosure summary="查看公共信用评价的全部指标与得分">
        <EvaluationItems dimensions={evaluation.dimensions} />
      </Disclosure>
    </>
  );
}
