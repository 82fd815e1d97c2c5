import { AuthorisationForm } from "#components/consent/authorisation-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { listInstitutions } from "#lib/consent/index.ts";
import { catalogue } from "#lib/intake/catalogue.ts";
import { addDays, dayOf } from "#lib/kernel/calendar.ts";
import { read } from "#lib/web/perform.ts";
import { draftAction } from "../actions.ts";

export const metadata = { title: "新增授权" };

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export default async function NewAuthorisationPage(
  props: PageProps<"/enterprise/authorisations/new">,
) {
  const { institution, items, demand, version } = await props.searchParams;
  const institutions = await read(listInstitutions);
  const today = dayOf(new Date());
  return (
    <>
      <PageHeader
        title="新增授权"
        description="填写后先阅读授权书全文，再用签署密码确认。未签署前对方看不到任何数据。"
      />
      <Card className="max-w-3xl">
        <CardBody>
          <AuthorisationForm
            action={draftAction}
            institutions={institutions}
            items={catalogue
              .filter((item) => item.sharing !== "public")
              .map(({ id, name, department }) => ({ id, name, department }))}
            chosen={{
              institutionId: one(institution),
              items: one(items).split(",").filter(Boolean),
            }}
            onward={{ demand: one(demand), version: one(version) }}
            today={today}
            endsOn={addDays(today, 30)}
          />
        </CardBody>
      </Card>
    </>
  );
}
