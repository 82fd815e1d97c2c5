import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Copyable } from "#components/ui/copyable.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ListedApiClient } from "#lib/identity/index.ts";
import { apiScopeLabels, apiScopes } from "#lib/identity/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";

type Props = Readonly<{
  rows: readonly ListedApiClient[];
  empty: string;
  /** For the operator: what can be done with one that is at work. */
  action?: (client: ListedApiClient) => ReactNode;
}>;

const scopesText = (scopes: readonly string[]): string =>
  apiScopes
    .filter((scope) => scopes.includes(scope))
    .map((scope) => apiScopeLabels[scope])
    .join("、");

/** Programs with their keys' short names; a secret is never seen again. */
export function ClientTable({ rows, empty, action }: Props) {
  const columns: readonly Column<ListedApiClient>[] = [
    {
      key: "client",
      header: "程序",
      rowHeader: true,
      className: "align-top",
      cell: (row) => (
        <>
          <span className="text-slate-900">{row.name}</span>
          <span className="text-muted-foreground block text-xs">{row.organisationName}</span>
          <Copyable value={row.clientId} label="客户端编号" className="text-xs" />
        </>
      ),
    },
    {
      key: "scopes",
      header: "权限",
      className: "align-top max-md:hidden",
      cell: (row) => scopesText(row.scopes),
    },
    {
      key: "key",
      header: "签名密钥",
      nowrap: true,
      className: "align-top max-md:hidden",
      cell: (row) => (
        <>
          {row.algorithm}
          <code className="text-muted-foreground block text-xs">{row.keyId}</code>
        </>
      ),
    },
    {
      key: "status",
      header: "状态",
      nowrap: true,
      className: "align-top",
      cell: (row) => (
        <>
          <Badge tone={row.disabledAt ? "neutral" : "success"}>
            {row.disabledAt ? "已停用" : "使用中"}
          </Badge>
          <span className="text-muted-foreground mt-0.5 block text-xs tabular-nums">
            {timeText(row.disabledAt ?? row.createdAt)}
          </span>
        </>
      ),
    },
    ...(action
      ? [
          {
            key: "action",
            header: <span className="sr-only">操作</span>,
            numeric: true,
            className: "align-top",
            cell: (row: ListedApiClient) => (row.disabledAt ? "" : action(row)),
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption="接入程序"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.clientId}
      empty={<EmptyState title="还没有接入程序" compact>{empty}</EmptyState>}
    />
  );
}
