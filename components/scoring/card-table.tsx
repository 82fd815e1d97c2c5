import { AppLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ListedCard } from "#lib/scoring/index.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { cardStatusLabels } from "#lib/scoring/model.ts";
import { statusTones } from "./card-labels.ts";

type Props = Readonly<{
  cards: readonly ListedCard[];
  /** Of the portal's card pages. */ path: string;
}>;

/** The owner's cards, the newest first. */
export function CardTable({ cards, path }: Props) {
  return (
    <DataTable
      caption="评分卡"
      columns={columnsFor(path)}
      rows={cards}
      rowKey={(card) => card.id}
      empty={
        <EmptyState title="还没有存入评分卡" compact>
          目前按下方的评分卡评分。
        </EmptyState>
      }
    />
  );
}

const columnsFor = (path: string): readonly Column<ListedCard>[] => [
  {
    key: "name",
    header: "评分卡",
    rowHeader: true,
    cell: (card) => (
      <AppLink
        href={`${path}/${card.id}`}
        className="text-primary decoration-ink-300 underline underline-offset-4"
      >
        {card.name}
      </AppLink>
    ),
  },
  {
    key: "version",
    header: "代号与版本",
    nowrap: true,
    cell: (card) => `${card.cardId} 第 ${card.version} 版`,
  },
  {
    key: "status",
    header: "状态",
    nowrap: true,
    cell: (card) => <Badge tone={statusTones[card.status]}>{cardStatusLabels[card.status]}</Badge>,
  },
  {
    key: "created",
    header: "存入时间",
    nowrap: true,
    className: "max-md:hidden",
    cell: (card) => timeText(card.createdAt),
  },
];
