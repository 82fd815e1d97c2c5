import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { DraftRead, RuleCounts } from "#lib/products/index.ts";
import { isOpenDraft } from "#lib/products/model.ts";
import { CountTables } from "./count-tables.tsx";
import { DifferenceTable } from "./difference-table.tsx";
import { DraftRecord } from "./draft-record.tsx";
import { DraftSteps } from "./draft-steps.tsx";
import { EnterpriseView } from "./enterprise-view.tsx";
import type { FormAction } from "#components/form/form-state.ts";

type Props = Readonly<{
  draft: DraftRead;
  /** Null where it was counted too often today, or nothing is left to decide. */
  counts: RuleCounts | null;
  action: FormAction;
}>;

/** A draft for whoever endorses or publishes it: what it says, what it changes, what it would do. */
export function DraftView({ draft, counts, action }: Props) {
  const { id, steps, status, lastWasOwn, current, differences, problems, events } = draft;
  const open = isOpenDraft(status);
  return (
    <>
      {status === "submitted" && lastWasOwn ? (
        <Callout tone="info" title="等待另一位同事复核">
          提交人不能复核自己提交的产品。请通知有信贷员账号的同事登录后，在“产品”中打开本页复核。
        </Callout>
      ) : null}
      {open && problems.length > 0 ? (
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
          {open && current ? (
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
          {open ? <DryRun counts={counts} /> : null}
          <DraftRecord events={events} />
        </div>
      </div>
    </>
  );
}

function DryRun({ counts }: Pick<Props, "counts">) {
  return (
    <Card>
      <CardHeader title="试算" description="发布后哪些企业的结论会变，以及原因" />
      <CardBody>
        {counts ? (
          <CountTables counts={counts} />
        ) : (
          <p className="text-muted-foreground text-sm">
            您今日的试算次数已用完，请明天再看试算结果，或请同事查看。
          </p>
        )}
      </CardBody>
    </Card>
  );
}
