import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { DraftRead, RuleCounts } from "#lib/products/index.ts";
import { CountTables } from "./count-tables.tsx";
import { DifferenceTable } from "./difference-table.tsx";
import { DraftRecord } from "./draft-record.tsx";
import { DraftSteps } from "./draft-steps.tsx";
import { EnterpriseView } from "./enterprise-view.tsx";
import type { StepAction } from "./step-dialog.tsx";

type Props = Readonly<{ draft: DraftRead; counts: RuleCounts; action: StepAction }>;

/** A draft for whoever endorses or publishes it: what it says, what it changes, what it would do. */
export function DraftView({ draft, counts, action }: Props) {
  const { id, steps, status, lastWasOwn, current, differences, problems, events } = draft;
  return (
    <>
      {status === "submitted" && lastWasOwn ? (
        <Callout tone="info" title="等待另一位同事复核">
          提交人不能复核自己提交的产品。请通知有信贷员账号的同事登录后，在“产品”中打开本页复核。
        </Callout>
      ) : null}
      {problems.length > 0 ? (
        <Callout tone="warning" title={`有 ${problems.length} 处问题，不能发布`}>
          <ul className="list-disc pl-4">
            {problems.map(({ message, example }) => (
              <li key={message}>
                {message}
                {example}
              </li>
            ))}
          </ul>
        </Callout>
      ) : null}
      {steps.length > 0 ? (
        <div className="flex flex-wrap gap-2">
          <DraftSteps id={id} steps={steps} action={action} />
        </div>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-5">
          {current ? (
            <Card>
              <CardHeader
                title={`与在售的第 ${current.version} 版相比`}
                description={`${differences.length} 处不同`}
              />
              <DifferenceTable caption="与在售版本的不同" differences={differences} />
            </Card>
          ) : null}
          <EnterpriseView draft={draft} />
        </div>
        <div className="grid min-w-0 gap-5">
          <Card>
            <CardHeader title="试算" description="发布后哪些企业的结论会变，以及原因" />
            <CardBody>
              <CountTables counts={counts} />
            </CardBody>
          </Card>
          <DraftRecord events={events} />
        </div>
      </div>
    </>
  );
}
