import type { ReactNode } from "react";
import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { InstitutionAuthorisation } from "#lib/consent/index.ts";
import { standingLabels } from "#lib/consent/model.ts";
import { itemNames } from "#lib/intake/catalogue.ts";
import { dayOf, timeText } from "#lib/kernel/calendar.ts";
import { lastDayOf, purposeName, standingTones } from "./labels.ts";
import { TakeBackButton, type TakeBackAction } from "./take-back-button.tsx";

type Row = InstitutionAuthorisation;
type Props = Readonly<{ rows: readonly Row[]; takeBack: TakeBackAction; empty: ReactNode }>;

/** What the institution holds and has asked for; where room is short, in one column. */
export function InstitutionAuthorisationTable({ rows, takeBack, empty }: Props) {
  const act: Column<Row> = {
    key: "act",
    header: "操作",
    nowrap: true,
    className: "align-top lg:align-middle print:hidden",
    cell: (row) =>
      row.standing === "requested" ? (
        <TakeBackButton id={row.id} number={row.number} action={takeBack} />
      ) : (
        <Ways row={row} />
      ),
  };
  return (
    <DataTable
      caption="授权列表"
      columns={[...columns, act]}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
    />
  );
}

/** Where an authorisation leads: what it was given for, and while it holds, the departments. */
function Ways({ row: { id, number, standing, applicationId } }: { readonly row: Row }) {
  if (applicationId === null && standing !== "in_force") return "—";
  return (
    <span className="grid justify-items-start gap-1">
      {applicationId === null ? null : (
        <TextLink href={`/institution/applications/${applicationId}`}>查看申请</TextLink>
      )}
      {standing === "in_force" ? (
        <TextLink href={`/institution/pulls/${id}`}>
          查询最新数据<span className="sr-only">：授权 {number}</span>
        </TextLink>
      ) : null}
    </span>
  );
}

const isRequest = ({ standing }: Row) => standing === "requested" || standing === "refused";
const leftText = (row: Row) =>
  isRequest(row) || row.signedAt === null
    ? `共 ${row.maximumQueries} 次`
    : `${row.maximumQueries - row.usedQueries} / ${row.maximumQueries} 次`;
const State = ({ row }: { readonly row: Row }) => (
  <Badge tone={standingTones[row.standing]}>{standingLabels[row.standing]}</Badge>
);

const columns: readonly Column<Row>[] = [
  {
    key: "enterprise",
    header: "企业",
    rowHeader: true,
    className: "min-w-44 align-top",
    cell: (row) => (
      <>
        <span className="font-medium text-slate-900">{row.enterpriseName}</span>
        <span className="text-muted-foreground figures block text-xs">{row.number}</span>
        <span className="mt-1 grid gap-1 lg:hidden">
          <span>
            <State row={row} />
          </span>
          <span className="text-xs text-slate-700">
            {purposeName(row.purpose)} · {leftText(row)} · 至 {lastDayOf(row.endsAt)}
          </span>
        </span>
        <Details row={row} />
      </>
    ),
  },
  {
    key: "purpose",
    header: "用途",
    nowrap: true,
    className: "max-lg:hidden",
    cell: (row) => purposeName(row.purpose),
  },
  {
    key: "left",
    header: "剩余 / 可用",
    numeric: true,
    className: "max-lg:hidden",
    cell: leftText,
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
    cell: (row) => <State row={row} />,
  },
];

/** What it covers, and what was said about it on both sides. */
function Details({ row }: { readonly row: Row }) {
  const facts = [
    { term: `数据 ${row.items.length} 项`, detail: itemNames(row.items).join("、") },
    {
      term: "期限",
      detail: `${dayOf(row.startsAt)} 至 ${lastDayOf(row.endsAt)}，数据时段 ${row.lookBackMonths} 个月，保存 ${row.dataLifeDays} 天`,
    },
    ...(row.requestedBy === null
      ? []
      : [
          {
            term: "本机构请求",
            detail: `${row.requestedBy}，${timeText(row.createdAt)}${row.requestNote === null ? "" : `：${row.requestNote}`}`,
          },
        ]),
    ...(answered.has(row.status) && row.statusReason !== null
      ? [
          {
            term: standingLabels[row.standing],
            detail: `${timeText(row.statusAt)}：${row.statusReason}`,
          },
        ]
      : []),
  ];
  return (
    <Disclosure summary="详情" className="mt-0.5 [&>summary]:text-xs">
      <dl className="grid max-w-xl gap-1.5 text-xs">
        {facts.map(({ term, detail }) => (
          <div key={term}>
            <dt className="text-muted-foreground inline">{term}：</dt>
            <dd className="inline text-slate-700">{detail}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}

/** Where the enterprise may have said why. */
const answered: ReadonlySet<Row["status"]> = new Set(["refused", "withdrawn", "paused"]);
