import { InspectionsTable } from "#components/consent/inspections-table.tsx";
import { InstitutionTable } from "#components/operator/institution-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { listInspections } from "#lib/consent/index.ts";
import { listInstitutionStandings } from "#lib/lending/index.ts";
import { read } from "#lib/web/perform.ts";
import { offboardAction } from "./actions.ts";

export const metadata = { title: "机构管理" };

export default async function InstitutionsPage() {
  const [institutions, inspections] = await Promise.all([
    read(listInstitutionStandings),
    read(listInspections),
  ]);
  return (
    <>
      <PageHeader
        title="机构管理"
        description="入驻的金融机构，和它们持有的授权、在办的申请。机构退出后，其授权全部终止，人员不能再查询。"
      />
      <Card>
        <InstitutionTable rows={institutions} action={offboardAction} />
      </Card>
      <Card>
        <CardHeader
          title="监管查阅记录"
          description="监管人员查阅单笔访问记录，须先写明理由，逐次留痕。最近 50 次。"
        />
        <InspectionsTable rows={inspections} />
      </Card>
    </>
  );
}
