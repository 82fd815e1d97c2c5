import { CodeReviewRequestForm } from "#components/identity/code-review-request-form.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { requestCodeReviewAction } from "./actions.ts";

export const metadata = { title: "申请人工核验" };

export default async function CodeReviewPage(props: PageProps<"/code-review">) {
  const { uscc } = await props.searchParams;
  return (
    <Card className="mx-auto w-full max-w-2xl">
      <CardHeader title="申请人工核验信用代码" />
      <CardBody className="grid gap-5">
        <p className="text-muted-foreground text-sm">
          少数真实代码的校验码与国家标准不符。如代码与营业执照完全一致，请提交核验，平台运营核对后放行。
        </p>
        <CodeReviewRequestForm
          action={requestCodeReviewAction}
          uscc={typeof uscc === "string" ? uscc : ""}
        />
      </CardBody>
    </Card>
  );
}
