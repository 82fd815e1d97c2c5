import type { ReactNode } from "react";
import { TextLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { itemNames } from "#lib/intake/catalogue.ts";
import {
  disclosureLabels,
  stageLabels,
  type AccessVerdict,
  type AuthorisationStage,
  type DisclosureStatus,
} from "#lib/consent/model.ts";
import { dayOf, timeText } from "#lib/kernel/calendar.ts";
import { keptTones, lookerName, verdictText } from "./labels.ts";

export type Look = Readonly<{
  id: number;
  uscc: string;
  enterpriseName: string | null;
  at: Date;
  person: string | null;
  institutionName: string | null;
  stage: AuthorisationStage;
  purpose: string;
  items: readonly string[];
  fromDay: string | null;
  verdict: AccessVerdict;
  authorisationId: string | null;
  authorisationNumber: string | null;
  applicationId: string | null;
  keptAs: DisclosureStatus | null;
  keepUntil: Date | null;
  deletedAt: Date | null;
}>;

/** Who reads it: the enterprise looked at, the institution that looked, or a supervisor of both. */
export type LogReader = "enterprise" | "institution" | "regulator";

type Props = Readonly<{ rows: readonly Look[]; reader: LogReader; empty?: ReactNode }>;

export function AccessLogTable({ rows, reader, empty }: Props) {
  return (
    <DataTable
      caption="访问记录"
      columns={columnsFor[reader]}
      rows={rows}
      rowKey={(row) => String(row.id)}
      empty={empty}
    />
  );
}

const at: Column<Look> = {
  key: "at",
  header: "时间",
  rowHeader: true,
  nowrap: true,
  cell: (row) => timeText(row.at),
};
const who: Column<Look> = { key: "who", header: "查看方", className: "min-w-32", cell: lookerName };
const person: Column<Look> = {
  key: "person",
  header: "经办人",
  nowrap: true,
  cell: (row) => row.person,
};
const enterprise: Column<Look> = {
  key: "enterprise",
  header: "企业",
  className: "min-w-40",
  cell: (row) => (
    <>
      {row.enterpriseName ?? "未登记的代码"}
      <span className="text-muted-foreground block text-xs">{row.uscc}</span>
    </>
  ),
};
const purpose: Column<Look> = {
  key: "purpose",
  header: "事由",
  className: "min-w-40",
  cell: (row) => (
    <>
      {row.purpose}
      <span className="text-muted-foreground block text-xs">{stageLabels[row.stage]}</span>
    </>
  ),
};
const purposeOfOwn: Column<Look> = {
  ...purpose,
  cell: (row) =>
    row.applicationId === null ? (
      row.purpose
    ) : (
      <TextLink href={`/institution/applications/${row.applicationId}`}>{row.purpose}</TextLink>
    ),
};
const items: Column<Look> = {
  key: "items",
  header: "数据项",
  className: "min-w-24",
  cell: (row) =>
    row.items.length === 0 ? (
      "无"
    ) : (
      // Of an enterprise's own looks paper needs no long list.
      <Disclosure
        summary={`${row.items.length} 项`}
        print={row.stage === "own" ? "hidden" : "open"}
      >
        {itemNames(row.items).join("、")}
        {row.fromDay === null ? null : (
          <span className="text-muted-foreground block text-xs">{row.fromDay} 起的数据</span>
        )}
      </Disclosure>
    ),
};
const ground: Column<Look> = {
  key: "ground",
  header: "依据",
  nowrap: true,
  cell: (row) => row.authorisationNumber ?? "—",
};
const groundOfOwn: Column<Look> = {
  ...ground,
  cell: (row) =>
    row.authorisationId !== null && row.authorisationNumber !== null ? (
      <TextLink href={`/enterprise/authorisations/${row.authorisationId}`}>
        {row.authorisationNumber}
      </TextLink>
    ) : (
      "—"
    ),
};
const verdict: Column<Look> = {
  key: "verdict",
  header: "结果",
  nowrap: true,
  cell: (row) => (
    <Badge tone={row.verdict === "granted" ? "success" : "danger"}>
      {verdictText(row.verdict)}
    </Badge>
  ),
};
/** What became of what was given. */
const kept: Column<Look> = {
  key: "kept",
  header: "数据保存",
  nowrap: true,
  cell: (row) =>
    row.keptAs === null || row.keepUntil === null ? (
      "—"
    ) : (
      <>
        <Badge tone={keptTones[row.keptAs]}>{disclosureLabels[row.keptAs]}</Badge>
        <span className="text-muted-foreground block text-xs">
          {row.deletedAt === null ? `至 ${dayOf(row.keepUntil)}` : dayOf(row.deletedAt)}
        </span>
      </>
    ),
};

/** Where room is short, on a phone and on paper, a line becomes a small card. */
const folded = (
  names: (row: Look) => ReactNode,
  reason: (row: Look) => ReactNode = (row) => row.purpose,
): Column<Look> => ({
  key: "folded",
  header: "记录",
  rowHeader: true,
  className: "lg:hidden",
  cell: (row) => (
    <span className="grid gap-1">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="figures text-muted-foreground text-xs">{timeText(row.at)}</span>
        {verdict.cell(row)}
      </span>
      <span className="text-slate-900">{names(row)}</span>
      <span className="text-sm text-slate-700">{reason(row)}</span>
      <span className="text-muted-foreground text-xs">
        {stageLabels[row.stage]}
        {row.authorisationNumber === null ? null : ` · 依据 ${row.authorisationNumber}`}
        {row.keptAs === null ? null : ` · 数据${disclosureLabels[row.keptAs]}`}
      </span>
      {row.items.length === 0 ? null : items.cell(row)}
    </span>
  ),
});

const unfolded = (columns: readonly Column<Look>[]): readonly Column<Look>[] =>
  columns.map((column) => ({
    ...column,
    className: `${column.className ?? ""} max-lg:hidden`,
  }));

const whoAndPerson = (row: Look) => `${lookerName(row)} · ${row.person ?? "—"}`;
const enterpriseAndPerson = (row: Look) =>
  `${row.enterpriseName ?? row.uscc} · ${row.person ?? "—"}`;

const columnsFor: Readonly<Record<LogReader, readonly Column<Look>[]>> = {
  enterprise: [
    folded(whoAndPerson),
    ...unfolded([at, who, person, purpose, items, groundOfOwn, verdict, kept]),
  ],
  institution: [
    folded(enterpriseAndPerson, purposeOfOwn.cell),
    ...unfolded([at, person, enterprise, purposeOfOwn, items, ground, verdict, kept]),
  ],
  regulator: [
    folded(enterpriseAndPerson),
    ...unfolded([at, person, enterprise, purpose, items, ground, verdict]),
  ],
};
