import { FileUp } from "lucide-react";
import { DepartmentItems } from "#components/intake/department-items.tsx";
import { SubmissionTable } from "#components/intake/submission-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { StatGrid, StatTile } from "#components/ui/stat-tile.tsx";
import { listSubmissions, readDepartmentOverview } from "#lib/intake/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "总览" };

export default async function DepartmentPage() {
  const [{ items, waiting }, submissions] = await Promise.all([
    read(readDepartmentOverview),
    read(listSubmissions),
  ]);
  const open = items.reduce((sum, item) => sum + item.openQuarantine, 0);
  return (
    <>
      <PageHeader
        title="总览"
        description="本部门报送的数据何时到达、是否按时、覆盖多少企业，以及待更正的数据行。"
        actions={
          <Button asChild>
            <AppLink href="/department/upload">
              <FileUp aria-hidden />
              上传文件
            </AppLink>
          </Button>
        }
      />
      <StatGrid>
        <StatTile label="数据项" value={items.length} unit="项" />
        <StatTile
          label="按时更新"
          value={items.filter(({ isFresh }) => isFresh === true).length}
          unit="项"
          hint={`已滞后 ${items.filter(({ isFresh }) => isFresh === false).length} 项`}
        />
        <StatTile label="待更正" value={open.toLocaleString("zh-CN")} unit="行" href="/department/batches?show=open" />
        <StatTile label="正在处理" value={waiting} unit="件" />
      </StatGrid>
      <DepartmentItems rows={items} />
      <SubmissionTable rows={submissions.slice(0, 10)} />
    </>
  );
}
