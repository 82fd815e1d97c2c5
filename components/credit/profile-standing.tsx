import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import {
  listLabels,
  severityLabels,
  type ListEntry,
  type Penalty,
  type Profile,
} from "#lib/credit/model.ts";
import { yuanText } from "#lib/kernel/money.ts";
import { ProfilePart, ProfileSection } from "./profile-section.tsx";

type Props = Readonly<{ profile: Profile }>;

/** Penalties and lists, which are public. */
export function ProfileStanding({ profile }: Props) {
  const { penalties, lists } = profile.standing;
  return (
    <ProfileSection id="standing" title="处罚与名单" description="公开信息，无需授权；近 36 个月。">
      <ProfilePart profile={profile} items={["penalty"]} silenceIsGood="没有行政处罚记录">
        <DataTable
          caption="行政处罚"
          showCaption
          columns={penaltyColumns}
          rows={penalties}
          rowKey={(row) => `${row.documentNumber}${row.decidedOn}`}
        />
      </ProfilePart>
      <div className="border-t">
        <ProfilePart
          profile={profile}
          items={["adverse_list"]}
          silenceIsGood="没有失信与异常名单记录"
        >
          <DataTable
            caption="失信与异常名单"
            showCaption
            columns={listColumns}
            rows={lists}
            rowKey={(row) => `${row.caseNumber}${row.listedOn}`}
          />
        </ProfilePart>
      </div>
    </ProfileSection>
  );
}

const severityTones = { minor: "neutral", general: "warning", serious: "danger" } as const;
const isSeverity = (value: string): value is keyof typeof severityTones => value in severityTones;

const penaltyColumns: readonly Column<Penalty>[] = [
  {
    key: "decidedOn",
    header: "决定日期",
    rowHeader: true,
    nowrap: true,
    className: "tabular-nums",
    cell: (row) => row.decidedOn,
  },
  {
    key: "severity",
    header: "失信程度",
    nowrap: true,
    cell: (row) => (
      <Badge tone={isSeverity(row.severity) ? severityTones[row.severity] : "neutral"}>
        {severityLabels[row.severity] ?? row.severity}
      </Badge>
    ),
  },
  { key: "fact", header: "违法事实", className: "min-w-48", cell: (row) => row.fact || null },
  {
    key: "fine",
    header: "罚款",
    unit: "元",
    numeric: true,
    cell: (row) => (row.fineFen === null ? null : yuanText(row.fineFen)),
  },
  { key: "authority", header: "处罚机关", nowrap: true, cell: (row) => row.authority || null },
  { key: "document", header: "文号", nowrap: true, cell: (row) => row.documentNumber || null },
];

const listColumns: readonly Column<ListEntry>[] = [
  {
    key: "listedOn",
    header: "列入日期",
    rowHeader: true,
    nowrap: true,
    className: "tabular-nums",
    cell: (row) => row.listedOn,
  },
  { key: "list", header: "名单", nowrap: true, cell: (row) => listLabels[row.list] ?? row.list },
  {
    key: "removed",
    header: "状态",
    nowrap: true,
    cell: (row) =>
      row.removedOn === null ? (
        <Badge tone="danger">当前在列</Badge>
      ) : (
        <Badge>{row.removedOn} 移出</Badge>
      ),
  },
  { key: "authority", header: "列入机关", nowrap: true, cell: (row) => row.authority || null },
  { key: "case", header: "案号或决定号", nowrap: true, cell: (row) => row.caseNumber || null },
];
