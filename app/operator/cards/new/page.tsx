import { PageHeader } from "#components/layout/page-header.tsx";
import { CardImportForm } from "#components/scoring/card-import-form.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { importForPlatformAction } from "../../../_cards/actions.ts";

export const metadata = { title: "导入评分卡" };

export default function NewCardPage() {
  return (
    <>
      <PageHeader
        title="导入评分卡"
        description="存为草稿，检查无断档、无重叠、缺失值与原因齐全后，才能提交发布。"
        crumbs={[{ label: "评分卡", href: "/operator/cards" }, { label: "导入" }]}
      />
      <Card>
        <CardBody>
          <CardImportForm action={importForPlatformAction} />
        </CardBody>
      </Card>
    </>
  );
}
