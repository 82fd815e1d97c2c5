import { CodeReviewCard } from "#components/operator/code-review-card.tsx";
import { DecidedReviews } from "#components/operator/decided-reviews.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listCodeReviews, registrationChoices } from "#lib/registry/index.ts";
import { read } from "#lib/web/perform.ts";
import { decideAction } from "./actions.ts";

export const metadata = { title: "代码核验" };

export default async function CodeReviewsPage() {
  const [reviews, choices] = await Promise.all([read(listCodeReviews), read(registrationChoices)]);
  const pending = reviews.filter((review) => review.status === "pending");
  return (
    <>
      <PageHeader
        title="信用代码人工核验"
        description="校验码不符合 GB 32100-2015、但与营业执照一致的真实代码，核对后放行。每项处理须写明理由并留痕。"
      />
      {pending.length === 0 ? (
        <Card>
          <EmptyState title="没有待处理的核验申请" compact />
        </Card>
      ) : (
        pending.map((review) => (
          <CodeReviewCard key={review.id} review={review} choices={choices} action={decideAction} />
        ))
      )}
      <DecidedReviews rows={reviews.filter((review) => review.status !== "pending")} />
    </>
  );
}
