import { DemandForm } from "#components/matching/demand-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { postDemandAction } from "../actions.ts";

export const metadata = { title: "发布融资需求" };

export default function NewDemandPage() {
  return (
    <>
      <PageHeader
        crumbs={[{ label: "融资需求", href: "/enterprise/demands" }, { label: "发布融资需求" }]}
        title="发布融资需求"
        description="五项必填，约一分钟。发布后立即给出全部产品的匹配结果和理由。"
      />
      <Card className="max-w-3xl">
        <CardBody>
          <DemandForm action={postDemandAction} idempotencyKey={crypto.randomUUID()} />
        </CardBody>
      </Card>
    </>
  );
}
