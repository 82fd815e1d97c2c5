import { EvidenceButton } from "#components/evidence/evidence-button.tsx";
import { ApplicationAuthorisation } from "#components/lending/application-authorisation.tsx";
import { ApplicationConditions } from "#components/lending/application-conditions.tsx";
import { ApplicationRecord } from "#components/lending/application-record.tsx";
import { ApplicationEnterprise, ApplicationTerms } from "#components/lending/application-terms.tsx";
import { ApplicationTimeline } from "#components/lending/application-timeline.tsx";
import { CreditAccessCard } from "#components/lending/credit-access-card.tsx";
import { DecisionPanel } from "#components/lending/decision-panel.tsx";
import { stateTones } from "#components/lending/labels.ts";
import { nextStepOf } from "#components/lending/next-step.ts";
import { OverdueNote } from "#components/lending/overdue-note.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { sentencesOf } from "#components/products/rule-sentences.ts";
import { PersonalData } from "#components/registry/personal-data.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { listInstitutionAuthorisations } from "#lib/consent/index.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { readApplicantPersonal, readApplication } from "#lib/lending/index.ts";
import { stateLabels } from "#lib/lending/model.ts";
import { read } from "#lib/web/perform.ts";
import {
  acceptAction,
  approveAction,
  contractAction,
  disburseAction,
  rejectAction,
  settleAction,
} from "../actions.ts";
import { revealPersonalAction } from "../reveal-action.ts";

export const metadata = { title: "申请详情" };

const actions = {
  accept: acceptAction,
  approve: approveAction,
  reject: rejectAction,
  contract: contractAction,
  disburse: disburseAction,
  settle: settleAction,
};

export default async function ApplicationPage(props: PageProps<"/institution/applications/[id]">) {
  const { id } = await props.params;
  const [application, personal, requests] = await Promise.all([
    read(readApplication, { applicationId: id }),
    read(readApplicantPersonal, { applicationId: id }),
    read(listInstitutionAuthorisations, { group: "unanswered", applicationId: id }),
  ]);
  const { state, seq, number, demandNumber, appliedAt, enterprise, product } = application;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "申请收件箱", href: "/institution" }, { label: number }]}
        title={enterprise.name}
        aside={<Badge tone={stateTones[state]}>{stateLabels[state]}</Badge>}
        description={`${product.name} · 申请编号 ${number} · 需求编号 ${demandNumber} · ${timeText(appliedAt)} 提交`}
        actions={<EvidenceButton applicationId={id} />}
      />
      <OverdueNote application={application} />
      <ApplicationTerms application={application} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-[minmax(0,1fr)_21rem] xl:grid-rows-[auto_1fr]">
        <div className="grid gap-5">
          <CreditAccessCard
            application={application}
            requested={requests.page.map((one) => one.number)}
          />
          <DecisionPanel key={seq} step={nextStepOf(application, new Date())} actions={actions} />
          <ApplicationRecord application={application} />
        </div>
        <div className="grid gap-5 xl:col-start-2 xl:row-span-2">
          <ApplicationAuthorisation authorisation={application.authorisation} />
          <Card>
            <CardHeader title="办理进度" />
            <CardBody>
              <ApplicationTimeline application={application} />
            </CardBody>
          </Card>
          <ApplicationEnterprise application={application} />
          <PersonalData uscc={enterprise.uscc} masked={personal} action={revealPersonalAction} />
        </div>
        <ApplicationConditions application={application} rules={sentencesOf(product)} />
      </div>
    </>
  );
}
