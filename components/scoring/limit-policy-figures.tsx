import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { LimitPolicyRead } from "#lib/scoring/index.ts";
import type { LimitPolicy } from "#lib/scoring/model.ts";
import { policyLines, type PolicyLine } from "./limit-policy-words.ts";

type Props = Readonly<{ policy: LimitPolicyRead }>;

/** The figures that count today, whose they are, and beside them those that wait for a second person. */
export function LimitPolicyFigures({ policy }: Props) {
  const { card, own, applies, pending } = policy;
  const inForce = applies && own ? own.figures : card.limit;
  const whose =
    applies && own
      ? `本机构额度政策第 ${own.version} 版，${own.validFrom} 起。`
      : `在用评分卡 ${card.id} v${card.version} 的参数；本机构可以改用自己的。`;
  const figures: readonly Shown[] = [
    ...(inForce ? [{ title: "现行", figures: inForce }] : []),
    ...(pending?.figures
      ? [{ title: `第 ${pending.version} 版（待复核）`, figures: pending.figures }]
      : []),
  ];
  return (
    <Card>
      <CardHeader title="现行参数" description={whose} />
      {own && !applies ? (
        <CardBody>
          <Callout tone="warning" title={`额度政策第 ${own.version} 版暂不适用`}>
            在用评分卡 {card.id} v{card.version}{" "}
            的等级与该版不一致，目前按评分卡的参数测算。请按新的等级提交一版。
          </Callout>
        </CardBody>
      ) : null}
      {figures.length === 0 ? (
        <EmptyState title="在用的评分卡不测算额度" compact>
          提交本机构的额度政策并经复核后，即可测算建议额度。
        </EmptyState>
      ) : (
        <DataTable
          caption="额度参数"
          columns={columnsOf(figures)}
          rows={policyLines(card.grades)}
          rowKey={({ name }) => name}
        />
      )}
    </Card>
  );
}

type Shown = Readonly<{ title: string; figures: LimitPolicy }>;

const columnsOf = (shown: readonly Shown[]): readonly Column<PolicyLine>[] => [
  { key: "name", header: "参数", rowHeader: true, cell: ({ name }) => name },
  ...shown.map(({ title, figures }, index): Column<PolicyLine> => ({
    key: title,
    header: title,
    numeric: true,
    cell: ({ of, unit }) => (
      <>
        <span className={differs(shown, index, of) ? "font-semibold" : ""}>{of(figures)}</span>
        {unit === "" ? null : <span className="ml-1 text-xs text-slate-600">{unit}</span>}
        {differs(shown, index, of) ? <span className="sr-only">（有改动）</span> : null}
      </>
    ),
  })),
];

/** What a proposal would change stands out. */
function differs(shown: readonly Shown[], index: number, of: PolicyLine["of"]): boolean {
  const [before, after] = shown;
  return (
    index === 1 &&
    before !== undefined &&
    after !== undefined &&
    of(before.figures) !== of(after.figures)
  );
}
