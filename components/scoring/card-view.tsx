import { RecordCard } from "#components/approval/record-card.tsx";
import { StepDialog } from "#components/approval/step-dialog.tsx";
import type { FormAction } from "#components/form/form-state.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import type { CardRead } from "#lib/scoring/index.ts";
import { cardEventLabels, cardStatusLabels } from "#lib/scoring/model.ts";
import { statusTones, stepWords } from "./card-labels.ts";
import { CardMonths } from "./card-months.tsx";
import { ReasonsForm } from "./reasons-form.tsx";
import { ModelCard } from "./model-card.tsx";

type Props = Readonly<{
  read: CardRead;
  path: string;
  action: FormAction;
  revise: FormAction;
}>;

/** One card: what may be done with it, what stands against it, its record, its months, and the card itself. */
export function CardView({ read, path, action, revise }: Props) {
  const { id, card, hash, status, events, months, steps } = read;
  return (
    <>
      <PageHeader
        title={card.name}
        crumbs={[{ label: "评分卡", href: path }, { label: `${card.id} 第 ${card.version} 版` }]}
        aside={<Badge tone={statusTones[status]}>{cardStatusLabels[status]}</Badge>}
        actions={
          <>
            <Download href={`/api/cards/${id}?format=pdf`}>审批件 PDF</Download>
            <Download href={`/api/cards/${id}?format=pmml`}>导出 PMML</Download>
            {steps.map((step) => (
              <StepDialog key={step} id={id} step={step} words={stepWords[step]} action={action} />
            ))}
          </>
        }
      />
      <Standing read={read} />
      {status === "draft" && card.reasons.length > 0 ? (
        <ReasonsForm id={id} card={card} action={revise} />
      ) : null}
      <RecordCard
        events={events}
        labels={cardEventLabels}
        description="发布与晋升各由两人完成，记录不能更改。"
      />
      <Card>
        <CardHeader
          title="每月监测"
          description="PSI 高于 0.1 关注，高于 0.25 预警。监测只作提示，不会更换评分卡。"
        />
        <CardMonths months={months} />
      </Card>
      <ModelCard card={card} hash={hash} />
    </>
  );
}

function Download({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <Button variant="secondary" asChild>
      <a href={href} download>
        {children}
      </a>
    </Button>
  );
}

/** What stands in the way of the next step. */
function Standing({ read: { problems, status, lastWasOwn } }: { readonly read: CardRead }) {
  const waiting = status === "submitted" || status === "proposed";
  return (
    <>
      {problems.length > 0 ? (
        <Callout tone="danger" title={`有 ${problems.length} 处问题，不能发布`}>
          <ul className="list-disc space-y-0.5 pl-5">
            {problems.map(({ at, kind, message }, index) => (
              <li key={`${at}.${kind}.${index}`}>
                {at === null ? "整卡" : at}：{message}
              </li>
            ))}
          </ul>
        </Callout>
      ) : null}
      {waiting ? (
        <Callout tone="info" title={lastWasOwn ? "等待另一位同事复核" : "等待复核"}>
          {lastWasOwn
            ? "上一步由您完成，复核须由另一位同事进行。"
            : "请核对分档、原因与监测结果后复核。"}
        </Callout>
      ) : null}
    </>
  );
}
