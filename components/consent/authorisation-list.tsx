"use client";

import { useState, type ReactNode } from "react";
import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { standingLabels, type StandingGroup } from "#lib/consent/model.ts";
import { isWithdrawable, type OwnAuthorisation } from "./authorisation-filter.ts";
import { BulkWithdrawBar, type WithdrawManyAction } from "./bulk-withdraw.tsx";
import { granteeName, lastDayOf, purposeName, standingTones } from "./labels.ts";
import { StandingButtons, type StandingActions } from "./standing-buttons.tsx";

export type ListedAuthorisation = OwnAuthorisation & Readonly<{ group: StandingGroup }>;

type Props = Readonly<{
  rows: readonly ListedAuthorisation[];
  empty: ReactNode;
  actions: StandingActions & Readonly<{ withdrawMany: WithdrawManyAction }>;
}>;

type Row = ListedAuthorisation;

const canChoose = (row: Row) => isWithdrawable(row, row.group);

export function AuthorisationList({ rows, empty, actions }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choosable = rows.filter(canChoose);
  // What was withdrawn meanwhile, or filtered away, is no longer chosen.
  const picked = choosable.filter(({ id }) => chosen.has(id));
  const choose = (ids: readonly string[], on: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const id of ids) if (on) after.add(id);
      else after.delete(id);
      return after;
    });
  const all = picked.length > 0 && picked.length === choosable.length;
  const columns: readonly Column<Row>[] = [
    {
      key: "choose",
      header:
        choosable.length > 0 ? (
          <Tick
            label="全选本页可撤回的授权"
            on={all}
            some={picked.length > 0 && !all}
            change={(on) => choose(choosable.map(({ id }) => id), on)}
          />
        ) : (
          <span className="sr-only">选择</span>
        ),
      className: "w-8 pr-0 max-lg:align-top print:hidden",
      cell: (row) =>
        canChoose(row) ? (
          <Tick
            label={`选择授权 ${row.number}`}
            on={chosen.has(row.id)}
            change={(on) => choose([row.id], on)}
          />
        ) : (
          ""
        ),
    },
    {
      key: "folded",
      header: "授权书",
      rowHeader: true,
      className: "lg:hidden",
      cell: (row) => (
        <>
          <Folded row={row} />
          <Acts row={row} actions={actions} />
        </>
      ),
    },
    ...shown,
    {
      key: "act",
      header: "操作",
      className: "max-lg:hidden print:hidden",
      nowrap: true,
      cell: (row) => <Acts row={row} actions={actions} />,
    },
  ];
  return (
    <>
      <DataTable
        caption="授权列表"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        empty={empty}
      />
      <BulkWithdrawBar
        picked={picked}
        action={actions.withdrawMany}
        clear={() => setChosen(new Set())}
      />
    </>
  );
}

const queriesText = ({ usedQueries, maximumQueries, institutionName }: Row) =>
  `${usedQueries} / ${institutionName === null ? "按需" : maximumQueries}`;

const Standing = ({ row }: { readonly row: Row }) => (
  <Badge tone={standingTones[row.standing]}>{standingLabels[row.standing]}</Badge>
);

const NumberLink = ({ row }: { readonly row: Row }) => (
  <TextLink href={`/enterprise/authorisations/${row.id}`} className="figures">
    {row.number}
  </TextLink>
);

/** Where room is short a line becomes a small card. */
function Folded({ row }: { readonly row: Row }) {
  const facts = [
    purposeName(row.purpose),
    `${row.items.length} 项`,
    `已用 ${queriesText(row)}${row.institutionName === null ? "" : " 次"}`,
    `至 ${lastDayOf(row.endsAt)}`,
  ];
  return (
    <span className="mb-2 grid gap-0.5">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <NumberLink row={row} />
        <Standing row={row} />
      </span>
      <span className="text-slate-900">{granteeName(row.institutionName)}</span>
      <span className="text-muted-foreground flex flex-wrap gap-x-3 text-xs">
        {facts.map((fact) => (
          <span key={fact} className="figures">
            {fact}
          </span>
        ))}
      </span>
    </span>
  );
}

const shown: readonly Column<Row>[] = [
  {
    key: "number",
    header: "授权书",
    rowHeader: true,
    className: "max-lg:hidden",
    cell: (row) => <NumberLink row={row} />,
  },
  {
    key: "grantee",
    header: "被授权方与用途",
    className: "min-w-48 max-lg:hidden",
    cell: (row) => (
      <>
        {granteeName(row.institutionName)}
        <span className="text-muted-foreground block text-xs">{purposeName(row.purpose)}</span>
      </>
    ),
  },
  {
    key: "items",
    header: "数据项",
    unit: "项",
    numeric: true,
    className: "max-lg:hidden",
    cell: (row) => row.items.length,
  },
  {
    key: "queries",
    header: "已用 / 可用",
    unit: "次",
    numeric: true,
    className: "max-lg:hidden",
    cell: queriesText,
  },
  {
    key: "ends",
    header: "有效期至",
    nowrap: true,
    className: "tabular-nums max-lg:hidden",
    cell: (row) => lastDayOf(row.endsAt),
  },
  {
    key: "standing",
    header: "状态",
    nowrap: true,
    className: "max-lg:hidden",
    cell: (row) => <Standing row={row} />,
  },
];

function Acts({ row, actions }: Readonly<{ row: Row; actions: StandingActions }>) {
  return (
    <span className="inline-flex gap-2">
      <StandingButtons authorisation={row} group={row.group} actions={actions} size="sm" />
    </span>
  );
}

type TickProps = Readonly<{
  label: string;
  on: boolean;
  some?: boolean;
  change: (on: boolean) => void;
}>;

/** The label around it makes the target as large as a finger. */
function Tick({ label, on, some = false, change }: TickProps) {
  return (
    <label className="-m-2 inline-flex p-2">
      <input
        type="checkbox"
        aria-label={label}
        className="accent-primary size-4"
        checked={on}
        ref={(box) => {
          if (box) box.indeterminate = some;
        }}
        onChange={(event) => change(event.target.checked)}
      />
    </label>
  );
}
