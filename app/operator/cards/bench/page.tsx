import { BenchRuns, BenchTables } from "#components/bench/bench-lists.tsx";
import { TableUpload } from "#components/bench/table-upload.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { readBench } from "#lib/bench/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "建模台" };

export default async function BenchPage() {
  const { tables, runs } = await read(readBench);
  return (
    <>
      <PageHeader
        title="建模台"
        crumbs={[{ label: "评分卡", href: "/operator/cards" }, { label: "建模台" }]}
        description="用历史贷款表建卡、评估评分卡、逐行解释得分。建成的卡可存为草稿，再由两人复核发布。"
      />
      <Card>
        <CardHeader title="上传表格" />
        <CardBody>
          <TableUpload />
        </CardBody>
      </Card>
      <Card>
        <CardHeader
          title="现有表格"
          description="到时自动删除表格内容、各列说明与逐行解释；建卡与评估结果保留，其中只有分档与汇总数。"
        />
        <BenchTables tables={tables} />
      </Card>
      <Card>
        <CardHeader title="建卡与评估" description="最近 50 项。" />
        <BenchRuns runs={runs} empty="上传表格后，建卡与评估的结果列在这里。" />
      </Card>
    </>
  );
}
