import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { cardRows, reasonsText, scaleText, vetoText, type CardRow } from "#lib/scoring/index.ts";
import type { Scorecard } from "#lib/scoring/model.ts";

type Props = Readonly<{ card: Scorecard; hash: string }>;

/** The card as people read it: what it is, every bin with its points and reason, vetoes and grades. */
export function ModelCard({ card, hash }: Props) {
  const { vetoes, grades } = card;
  return (
    <>
      <Card>
        <CardHeader title="模型卡" description={reasonsText(card)} />
        <CardBody>
          <DescriptionList
            columns={2}
            items={[
              { term: "代号与版本", detail: `${card.id} 第 ${card.version} 版` },
              { term: "有效期", detail: `${card.validFrom} 至 ${card.validTo ?? "长期"}` },
              { term: "刻度", detail: scaleText(card), wide: true },
              {
                term: "等级",
                detail:
                  grades.length === 0
                    ? "本评分卡不分等级"
                    : grades
                        .map(({ grade, label, from }) => `${grade} ${label} ≥ ${from}`)
                        .join("；"),
                wide: true,
              },
              {
                term: "一票否决",
                detail:
                  vetoes.length === 0
                    ? "无"
                    : vetoes.map((veto) => `${vetoText(veto)}（${veto.reason}）`).join("；"),
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
        <CardHeader
          title="特征与分档"
          description={`${card.characteristics.length} 项特征。未知的指标按“未知”一档计分，不当作零。`}
        />
        <DataTable
          caption="特征与分档"
          columns={columns}
          rows={cardRows(card)}
          rowKey={(row) => row.key}
        />
      </Card>
    </>
  );
}

const columns: readonly Column<CardRow>[] = [
  {
    key: "name",
    header: "特征",
    rowHeader: true,
    className: "py-1.5 max-sm:pr-2",
    cell: (row) => row.label,
  },
  { key: "when", header: "取值", className: "py-1.5", cell: (row) => row.when },
  { key: "points", header: "得分", numeric: true, className: "py-1.5", cell: (row) => row.points },
  {
    key: "baseline",
    header: "基准分",
    numeric: true,
    className: "py-1.5 max-md:hidden",
    cell: (row) => row.baseline ?? "",
  },
  {
    key: "reason",
    header: "原因",
    className: "py-1.5 text-slate-600 max-lg:hidden",
    cell: (row) => row.reason,
  },
];
