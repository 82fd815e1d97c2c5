import { TemplateTable } from "#components/evaluation/template-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { listTemplates } from "#lib/evaluation/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "评价模板" };

export default async function TemplatesPage() {
  const templates = await read(listTemplates);
  const [start] = templates;
  return (
    <>
      <PageHeader
        title="公共信用评价模板"
        description="维度、权重、分档、等级分界与一票否决都是数据，由一人编制、另一人批准。企业按所在地、当日有效的模板评价；本地没有的，按上级地区或不限地区的模板。"
        actions={
          <>
            <Button variant="secondary" asChild>
              <AppLink href="/operator/evaluation/import">导入 JSON</AppLink>
            </Button>
            {start ? (
              <Button asChild>
                <AppLink href={`/operator/evaluation/new?from=${start.id}`}>新建版本</AppLink>
              </Button>
            ) : null}
          </>
        }
      />
      <Card>
        <TemplateTable templates={templates} />
      </Card>
    </>
  );
}
