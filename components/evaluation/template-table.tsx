import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { ListedTemplate } from "#lib/evaluation/index.ts";
import { standingOf, validityText } from "./template-labels.ts";

/** All templates, the newest first, with the built-in examples last. */
export const TemplateTable = ({ templates }: { readonly templates: readonly ListedTemplate[] }) => (
  <DataTable caption="评价模板" columns={columns} rows={templates} rowKey={({ id }) => id} />
);

const columns: readonly Column<ListedTemplate>[] = [
  {
    key: "name",
    header: "模板",
    rowHeader: true,
    cell: ({ id, name, templateId, version, example }) => (
      <>
        <TextLink href={`/operator/evaluation/${id}`}>{name}</TextLink>
        <span className="text-muted-foreground block text-xs font-normal">
          {templateId} 第 {version} 版{example ? " · 示例" : ""}
        </span>
      </>
    ),
  },
  {
    key: "status",
    header: "状态",
    nowrap: true,
    cell: ({ status, inForce }) => {
      const { label, tone } = standingOf(status);
      return (
        <span className="flex flex-wrap gap-1.5">
          <Badge tone={tone}>{label}</Badge>
          {inForce ? <Badge tone="primary">在用</Badge> : null}
        </span>
      );
    },
  },
  {
    key: "region",
    header: "适用地区",
    nowrap: true,
    className: "max-sm:hidden",
    cell: ({ regionName }) => regionName ?? "不限地区",
  },
  {
    key: "validity",
    header: "有效期",
    nowrap: true,
    className: "max-md:hidden",
    cell: (template) => validityText(template),
  },
];
