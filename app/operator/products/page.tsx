import { PageHeader } from "#components/layout/page-header.tsx";
import { ReviewTable } from "#components/products/review-table.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { reviewQueue } from "#lib/products/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "产品审核" };

export default async function ProductReviewsPage() {
  const { waiting, decided } = await read(reviewQueue);
  return (
    <>
      <PageHeader
        title="产品审核"
        description="机构复核过的产品在这里审核：核对内容、变化和试算结果后发布，或写明理由退回。"
      />
      <Card>
        <CardHeader title="待审核" description="等待最久的在前" />
        <ReviewTable
          caption="待审核的产品"
          drafts={waiting}
          none="没有待审核的产品"
          why="机构完成复核后出现在这里。"
        />
      </Card>
      <Card>
        <CardHeader title="最近处理" />
        <ReviewTable
          caption="最近处理的产品"
          drafts={decided}
          none="还没有处理过产品"
          why="发布或退回后列在这里。"
        />
      </Card>
    </>
  );
}
