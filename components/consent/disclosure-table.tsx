import { TextLink } from "#components/ui/app-link.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { Disclosure } from "#lib/consent/index.ts";
import type { DisclosureStatus } from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";

const at = (instant: Date | null) => (instant ? timeText(instant) : null);

const what: readonly Column<Disclosure>[] = [
  {
    key: "enterprise",
    header: "企业",
    rowHeader: true,
    className: "min-w-36",
    cell: ({ enterpriseName, applicationId }) =>
      applicationId === null ? (
        enterpriseName
      ) : (
        <TextLink href={`/institution/applications/${applicationId}`}>{enterpriseName}</TextLink>
      ),
  },
  { key: "at", header: "查询时间", nowrap: true, cell: (row) => timeText(row.at) },
  {
    key: "authorisation",
    header: "授权编号",
    nowrap: true,
    cell: (row) => row.authorisationNumber,
  },
  { key: "until", header: "保存至", nowrap: true, cell: (row) => timeText(row.keepUntil) },
];

const byStatus: Readonly<Record<DisclosureStatus, readonly Column<Disclosure>[]>> = {
  held: [],
  due: [
    {
      key: "choose",
      header: "选择",
      nowrap: true,
      cell: ({ accessId, enterpriseName, at: instant }) => (
        <input
          type="checkbox"
          name="accessIds"
          value={accessId}
          defaultChecked
          aria-label={`${enterpriseName} ${timeText(instant)} 的查询`}
          className="accent-primary size-4"
        />
      ),
    },
    { key: "reason", header: "须删除的原因", cell: (row) => row.dueReason },
  ],
  deleted: [
    { key: "deletedAt", header: "确认删除", nowrap: true, cell: (row) => at(row.deletedAt) },
    { key: "by", header: "确认人", nowrap: true, cell: (row) => row.deletedBy },
    {
      key: "receipt",
      header: "凭据编号",
      className: "min-w-40 [overflow-wrap:anywhere] text-xs",
      cell: (row) => row.receipt,
    },
  ],
};

const empty: Readonly<Record<DisclosureStatus, Readonly<{ title: string; why: string }>>> = {
  due: {
    title: "没有须删除的数据",
    why: "查询所得数据的保存期限届满、企业撤回授权或机构退出平台时，对应的记录会列在这里。",
  },
  held: {
    title: "没有保存期内的数据",
    why: "凭授权查询企业数据后，每次查询会在这里留下一条记录。",
  },
  deleted: { title: "还没有确认删除的数据", why: "在“应删除”中确认后，记录与凭据编号会列在这里。" },
};

type Props = Readonly<{ status: DisclosureStatus; rows: readonly Disclosure[] }>;

/** What the institution was given by its looks; the due ones are to be ticked within a form. */
export function DisclosureTable({ status, rows }: Props) {
  const [choose, ...others] = byStatus[status];
  const columns =
    choose?.key === "choose" ? [choose, ...what, ...others] : [...what, ...byStatus[status]];
  const { title, why } = empty[status];
  return (
    <DataTable
      caption="查询所得企业数据"
      columns={columns}
      rows={rows}
      rowKey={({ accessId }) => String(accessId)}
      empty={<EmptyState title={title}>{why}</EmptyState>}
    />
  );
}
