import { InstitutionAuthorisationTable } from "#components/consent/institution-authorisation-table.tsx";
import { itemChoices } from "#components/consent/item-choices.ts";
import { RequestForm } from "#components/consent/request-form.tsx";
import { lackOf, requestablePurposes } from "#components/consent/request-terms.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listInstitutionAuthorisations } from "#lib/consent/index.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { readApplication } from "#lib/lending/index.ts";
import { stateLabels } from "#lib/lending/model.ts";
import { read } from "#lib/web/perform.ts";
import { requestAction, takeBackAction } from "../actions.ts";

export const metadata = { title: "请求授权" };

export default async function RequestPage(props: PageProps<"/institution/authorisations/new">) {
  const { application: asked } = await props.searchParams;
  const [application, waiting] = await Promise.all([
    read(readApplication, { applicationId: asked }),
    read(listInstitutionAuthorisations, { group: "unanswered", applicationId: asked }),
  ]);
  const { id, number, enterprise, product, state } = application;
  const purposes = requestablePurposes(application);
  const lack = lackOf(application);
  const back = `/institution/applications/${id}`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "申请收件箱", href: "/institution" },
          { label: number, href: back },
          { label: "请求授权" },
        ]}
        title={`向${enterprise.name}请求授权`}
        description={`${product.name} · 申请 ${number} · ${stateLabels[state]}。企业阅读并签署后方可查询。`}
      />
      {waiting.page.length > 0 ? (
        <Card>
          <CardHeader title="等待企业答复的请求" description="同一用途的请求，答复前不能再发。" />
          <InstitutionAuthorisationTable
            rows={waiting.page}
            takeBack={takeBackAction}
            empty={null}
          />
        </Card>
      ) : null}
      <Card>
        {purposes[0] ? (
          <CardBody>
            <RequestForm
              action={requestAction}
              applicationId={id}
              purposes={purposes}
              items={itemChoices()}
              chosen={{
                purpose: purposes[0],
                items: lack?.items ?? application.authorisation.items,
              }}
              missing={lack?.shut === false ? lack.missing : []}
              today={dayOf(new Date())}
            />
          </CardBody>
        ) : (
          <EmptyState
            title="不能再请求授权"
            action={
              <Button asChild variant="secondary">
                <AppLink href={back}>返回申请</AppLink>
              </Button>
            }
          >
            该申请{stateLabels[state]}，没有后续查询。
          </EmptyState>
        )}
      </Card>
    </>
  );
}
