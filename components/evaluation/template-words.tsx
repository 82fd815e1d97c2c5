import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { itemsInWords, vetoText, type ItemText } from "#lib/evaluation/index.ts";
import {
  nationalLabels,
  type EvaluationGrade,
  type EvaluationTemplate,
} from "#lib/evaluation/model.ts";
import { bpsText } from "#lib/kernel/money.ts";
import { validityText } from "./template-labels.ts";

type Props = Readonly<{ template: EvaluationTemplate; regionName: string | null; hash: string }>;

/** A template as people read it: what it is, every band with its points, vetoes and grades. */
export function TemplateWords({ template, regionName, hash }: Props) {
  const { vetoes, grades } = template;
  const items = itemsInWords(template);
  return (
    <>
      <Card>
        <CardHeader title="模板说明" />
        <CardBody>
          <DescriptionList
            columns={2}
            items={[
              { term: "代号与版本", detail: `${template.id} 第 ${template.version} 版` },
              { term: "适用地区", detail: regionName ?? "没有本地模板的所有地区" },
              { term: "有效期", detail: validityText(template) },
              { term: "最低数据完整度", detail: `${bpsText(template.leastKnownBps)}，不足时不评级` },
              { term: "依据", detail: template.source, wide: true },
              {
                term: "一票否决",
                detail:
                  vetoes.length === 0 ? (
                    "无"
                  ) : (
                    <ul className="grid gap-1">
                      {vetoes.map((veto) => (
                        <li key={veto.id}>
                          {vetoText(veto)}（{veto.reason}）
                        </li>
                      ))}
                    </ul>
                  ),
                wide: true,
              },
              {
                term: "指纹（SHA-256）",
                detail: <span className="font-mono text-xs">{hash}</span>,
                wide: true,
              },
            ]}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="等级" description="按得分从高到低；一票否决的直接降到规定的等级。" />
        <DataTable caption="等级" columns={gradeColumns} rows={grades} rowKey={(one) => one.grade} />
      </Card>
      {template.dimensions.map(({ id, name, items: own }) => (
        <Card key={id}>
          <CardHeader
            title={name}
            description={`${own.length} 项指标，共 ${own.reduce((sum, { weight }) => sum + weight, 0)} 分。未知的指标不评分。`}
          />
          <DataTable
            caption={`${name}的指标`}
            columns={itemColumns}
            rows={items.filter((item) => item.dimension === name)}
            rowKey={(item) => item.fact}
          />
        </Card>
      ))}
    </>
  ); // prettier-ignore
}

const gradeColumns: readonly Column<EvaluationGrade>[] = [
  { key: "grade", header: "等级", rowHeader: true, cell: ({ grade, label }) => `${grade} ${label}` },
  { key: "from", header: "起点", unit: "分", numeric: true, cell: ({ from }) => from },
  {
    key: "national",
    header: "国家标准四级",
    cell: ({ national }) => `${national} ${nationalLabels[national]}`,
  },
]; // prettier-ignore

const itemColumns: readonly Column<ItemText>[] = [
  {
    key: "name",
    header: "指标",
    rowHeader: true,
    cell: ({ name, remedy }) => (
      <>
        {name}
        <span className="text-muted-foreground block text-xs font-normal">{remedy}</span>
      </>
    ),
  },
  {
    key: "bands",
    header: "分档与得分",
    cell: ({ bands }) => (
      <ul className="grid gap-0.5">
        {bands.map(({ when, points }) => (
          <li key={when} className="flex justify-between gap-4">
            <span>{when}</span>
            <span className="figures">{points}</span>
          </li>
        ))}
      </ul>
    ),
  },
  { key: "weight", header: "满分", unit: "分", numeric: true, cell: ({ weight }) => weight },
];
