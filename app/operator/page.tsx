import { BatchTable } from "#components/operator/batch-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import { listBatches } from "#lib/intake/index.ts";
import { registryOverview } from "#lib/registry/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "运营总览" };

export default async function OperatorPage() {
  const [overview, batches] = await Promise.all([read(registryOverview), read(listBatches)]);
  return (
    <>
      <PageHeader title="运营总览" description="登记主体、待处理事项与最近的数据归集批次。" />
      <StatGrid>
        <StatTile label="登记企业" value={overview.enterprises.toLocaleString("zh-CN")} unit="户" />
        <StatTile label="入驻机构" value={overview.institutions} unit="家" />
        <StatTile
          label="待核验代码"
          value={overview.pendingCodeReviews}
          unit="件"
          href="/operator/code-reviews"
        />
        <StatTile label="最近批次" value={batches.length} unit="个" hint="最多显示 100 个" />
      </StatGrid>
      <BatchTable rows={batches} />
    </>
  );
}
