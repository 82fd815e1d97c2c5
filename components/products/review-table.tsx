import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { timeText } from "#lib/kernel/calendar.ts";
import type { QueuedDraft } from "#lib/products/index.ts";
import { draftTones, kindLabel, queuedLabel } from "./labels.ts";

const columns: readonly Column<QueuedDraft>[] = [
  {
    key: "name",
    header: "产品",
    rowHeader: true,
    cell: ({ id, name, kind }) => (
      <>
        <TextLink href={`/operator/products/${id}`}>{name}</TextLink>
        <span className="text-muted-foreground block text-xs">{kindLabel(kind)}</span>
      </>
    ),
  },
  { key: "institution", header: "机构", cell: ({ institutionName }) => institutionName },
  {
    key: "status",
    header: "状态",
    nowrap: true,
    cell: (draft) => <Badge tone={draftTones[draft.status]}>{queuedLabel(draft)}</Badge>,
  },
  {
    key: "at",
    header: "时间",
    nowrap: true,
    className: "max-sm:hidden",
    cell: ({ at }) => timeText(at),
  },
];

type Props = Readonly<{
  caption: string;
  drafts: readonly QueuedDraft[];
  none: string;
  why: string;
}>;

export function ReviewTable({ caption, drafts, none, why }: Props) {
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={drafts}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={none} compact>
          {why}
        </EmptyState>
      }
    />
  );
}
