import { EvidenceButton } from "#components/evidence/evidence-button.tsx";
import { stateTones } from "#components/lending/labels.ts";
import {
  OwnApplicationGround,
  OwnApplicationTerms,
} from "#components/lending/own-application-aside.tsx";
import { OwnApplicationDecision } from "#components/lending/own-application-decision.tsx";
import { OwnApplicationNextStep } from "#components/lending/own-application-next-step.tsx";
import { OwnApplicationTimeline } from "#components/lending/own-application-timeline.tsx";
import { WithdrawApplicationButton } from "#components/lending/withdraw-application-button.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { readOwnApplication } from "#lib/lending/index.ts";
import { stateLabels } from "#lib/lending/model.ts";
import { read } from "#lib/web/perform.ts";
import { withdrawApplicationAction } from "../actions.ts";

export const metadata = { title: "申请进展" };

export default async function ApplicationPage(props: PageProps<"/enterprise/applications/[id]">) {
  const { id } = await props.params;
  const application = await read(readOwnApplication, { applicationId: id });
  const { state, number, seq, institutionName, productName, decision, legal } = application;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "我的申请", href: "/enterprise/applications" }, { label: number }]}
        title={productName}
        aside={<Badge tone={stateTones[state]}>{stateLabels[state]}</Badge>}
        description={
          <>
            {institutionName} · <span className="figures">申请编号 {number}</span>
          </>
        }
        actions={
          <>
            <EvidenceButton applicationId={id} />
            {legal.includes("withdraw") ? (
              <WithdrawApplicationButton
                applicationId={id}
                seq={seq}
                institutionName={institutionName}
                action={withdrawApplicationAction}
              />
            ) : null}
          </>
        }
      />
      <OwnApplicationNextStep application={application} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-5">
          {decision ? (
            <OwnApplicationDecision decision={decision} application={application} />
          ) : null}
          <Card>
            <CardHeader title="办理进度" />
            <CardBody>
              <OwnApplicationTimeline application={application} />
            </CardBody>
          </Card>
        </div>
        <div className="grid gap-5">
          <OwnApplicationTerms application={application} />
          <OwnApplicationGround application={application} />
        </div>
      </div>
    </>
  );
}
