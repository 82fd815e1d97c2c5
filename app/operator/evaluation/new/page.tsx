import { TemplateForm } from "#components/evaluation/template-form/template-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { indicators } from "#lib/credit/indicators.ts";
import { draftFrom } from "#lib/evaluation/index.ts";
import { read } from "#lib/web/perform.ts";
import { draftAction } from "../actions.ts";

export const metadata = { title: "新建评价模板版本" };

export default async function NewTemplatePage(props: PageProps<"/operator/evaluation/new">) {
  const { from } = await props.searchParams;
  const { template, regions } = await read(draftFrom, { id: from });
  return (
    <>
      <PageHeader
        title="新建评价模板版本"
        description="从已有的模板改起，存为草稿后可试算，再提交另一位同事复核批准。"
        crumbs={[
          { label: "评价模板", href: "/operator/evaluation" },
          { label: `${template.id} 第 ${template.version} 版` },
        ]}
      />
      <TemplateForm
        template={template}
        facts={indicators.map(({ id, name, kind, unit }) => ({ id, name, kind, unit }))}
        regions={regions}
        action={draftAction}
      />
    </>
  );
}
