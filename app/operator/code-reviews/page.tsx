import { CodeReviewCard } from "#components/operator/code-review-card.tsx";
import { DecidedReviews } from "#components/operator/decided-reviews.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import {
  decidedCodeReviews,
  pendingCodeReviews,
  registrationChoices,
} from "#lib/registry/index.ts";
import { read } from "#lib/web/perform.ts";
import { decideAction, revealPhoneAction } from "./actions.ts";
import { reviewsHref } from "./reviews-href.ts";

export const metadata = { title: "代码核验" };

export default async function CodeReviewsPage(props: PageProps<"/operator/code-reviews">) {
  const { after, decided: decidedAfter } = await props.searchParams;
  const [pending, decided, choices] = await Promise.all([
    read(pendingCodeReviews, { after }),
    read(decidedCodeReviews, { after: decidedAfter }),
    read(registrationChoices),
  ]);
  const here = { after: textOf(after), decided: textOf(decidedAfter) };
  return (
    <>
      <PageHeader
        title="信用代码人工核验"
        description="校验码不符合 GB 32100-2015、但与营业执照一致的真实代码，核对后放行。每项处理须写明理由并留痕。"
      />
      {pending.page.length === 0 ? (
        <Card>
          <EmptyState
            title={pending.total === 0 ? "没有待处理的核验申请" : "此后没有待处理的核验申请"}
            compact
          />
        </Card>
      ) : (
        pending.page.map((review) => (
          <CodeReviewCard
            key={review.id}
            review={review}
            choices={choices}
            action={decideAction}
            revealAction={revealPhoneAction}
          />
        ))
      )}
      {here.after || pending.after ? (
        <CursorPagination
          label="待处理申请分页"
          summary={`共 ${pending.total} 件待处理，最早提交的在前，每页 20 件`}
          previousHref={here.after ? reviewsHref({ ...here, after: undefined }) : null}
          nextHref={pending.after ? reviewsHref({ ...here, after: pending.after }) : null}
        />
      ) : null}
      <DecidedReviews rows={decided.page} />
      {here.decided || decided.after ? (
        <CursorPagination
          label="已处理申请分页"
          summary="已处理的申请，最近处理的在前，每页 20 件"
          previousHref={here.decided ? reviewsHref({ ...here, decided: undefined }) : null}
          nextHref={decided.after ? reviewsHref({ ...here, decided: decided.after }) : null}
        />
      ) : null}
    </>
  );
}

const textOf = (asked: string | string[] | undefined) =>
  typeof asked === "string" ? asked : undefined;
