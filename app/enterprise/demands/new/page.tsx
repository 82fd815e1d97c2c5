import { draftOf } from "#components/matching/demand-draft.ts";
import { DemandForm } from "#components/matching/demand-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { readOwnDemand } from "#lib/matching/index.ts";
import { read } from "#lib/web/perform.ts";
import { postDemandAction } from "../actions.ts";

export const metadata = { title: "发布融资需求" };

export default async function NewDemandPage(props: PageProps<"/enterprise/demands/new">) {
  const { from } = await props.searchParams;
  const earlier = from === undefined ? null : await read(readOwnDemand, { demandId: from });
  return (
    <>
      <PageHeader
        crumbs={[{ label: "融资需求", href: "/enterprise/demands" }, { label: "发布融资需求" }]}
        title="发布融资需求"
        description={
          earlier
            ? `已带入需求 ${earlier.number} 的内容，修改后作为新的需求发布，原需求不变。`
            : "五项必填，约一分钟。发布后立即给出全部产品的匹配结果和理由。"
        }
      />
      <Card className="max-w-3xl">
        <CardBody>
          <DemandForm
            action={postDemandAction}
            idempotencyKey={crypto.randomUUID()}
            initial={earlier && draftOf(earlier)}
          />
        </CardBody>
      </Card>
    </>
  );
}
