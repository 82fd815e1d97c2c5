import { TemplateImportForm } from "#components/evaluation/template-import-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";
import { draftAction } from "../actions.ts";

export const metadata = { title: "导入评价模板" };

export default function ImportTemplatePage() {
  return (
    <>
      <PageHeader
        title="导入评价模板"
        description="格式与“导出 JSON”相同。检查无误后存为草稿；有问题时逐项列出，不保存。"
        crumbs={[{ label: "评价模板", href: "/operator/evaluation" }, { label: "导入" }]}
      />
      <Card>
        <CardBody>
          <TemplateImportForm action={draftAction} />
        </CardBody>
      </Card>
    </>
  );
}
