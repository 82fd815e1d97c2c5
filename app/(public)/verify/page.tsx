import { PublishedKeys } from "#components/evidence/published-keys.tsx";
import { VerifyForm } from "#components/evidence/verify-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { publishedKeys } from "#lib/evidence/index.ts";

export const metadata = { title: "公开验证" };

export default async function VerifyPage(props: PageProps<"/verify">) {
  const { number } = await props.searchParams;
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-6 px-4 py-10 sm:px-6">
      <PageHeader
        title="公开验证"
        description="核验一份授权书或证据包是否由本平台出具、签署后有无改动，以及授权现在是否有效。任何人均可使用，无需登录。"
      />
      <Card>
        <CardBody>
          <VerifyForm number={typeof number === "string" ? number : ""} />
        </CardBody>
      </Card>
      <PublishedKeys keys={publishedKeys()} />
    </div>
  );
}
