import { AuthorisationForm } from "#components/consent/authorisation-form.tsx";
import { itemChoices } from "#components/consent/item-choices.ts";
import { lendingPurposes } from "#components/consent/purpose-terms.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { listInstitutions } from "#lib/consent/index.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { read } from "#lib/web/perform.ts";
import { draftAction } from "../actions.ts";

export const metadata = { title: "新增授权" };

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export default async function NewAuthorisationPage(
  props: PageProps<"/enterprise/authorisations/new">,
) {
  const { institution, items, purpose, demand, version } = await props.searchParams;
  const institutions = await read(listInstitutions);
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "授权管理", href: "/enterprise/authorisations" },
          { label: "新增授权" },
        ]}
        title="新增授权"
        description="填写后先阅读授权书全文，再用签署密码确认。未签署前对方看不到任何数据。"
      />
      <Card>
        <CardBody>
          <AuthorisationForm
            action={draftAction}
            institutions={institutions}
            items={itemChoices()}
            chosen={{
              institutionId: one(institution),
              items: one(items).split(",").filter(Boolean),
              purpose: lendingPurposes.find(({ code }) => code === purpose)?.code ?? "credit_review",
            }}
            onward={{ demand: one(demand), version: one(version) }}
            today={dayOf(new Date())}
          />
        </CardBody>
      </Card>
    </>
  );
}
