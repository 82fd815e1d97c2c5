import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { RuleCounts, ShownCount } from "#lib/products/index.ts";
import { eligibilityVerdicts, type EligibilityVerdict } from "#lib/products/model.ts";
import { eligibilityLabels } from "./labels.ts";

/** A count in tens; what is fewer than ten is said to be that, and never read as zero. */
export const countText = (count: ShownCount): string =>
  count === null ? "少于 10" : `约 ${count.toLocaleString("zh-CN")}`;

type Row = Readonly<{ verdict: EligibilityVerdict; before: ShownCount; after: ShownCount }>;

const verdictColumns = (withBefore: boolean): readonly Column<Row>[] => [
  {
    key: "verdict",
    header: "结论",
    rowHeader: true,
    cell: ({ verdict }) => eligibilityLabels[verdict],
  },
  ...(withBefore
    ? [
        {
          key: "before",
          header: "在售版本",
          unit: "户",
          numeric: true,
          nowrap: true,
          cell: ({ before }: Row) => countText(before),
        },
      ]
    : []),
  {
    key: "after",
    header: "本稿",
    unit: "户",
    numeric: true,
    nowrap: true,
    cell: ({ after }) => countText(after),
  },
];

type LoanRow = Readonly<{
  key: string;
  label: string;
  all: ShownCount;
  refused: ShownCount;
}>;

const loanColumns: readonly Column<LoanRow>[] = [
  { key: "label", header: "已结清的贷款", rowHeader: true, cell: ({ label }) => label },
  {
    key: "all",
    header: "共",
    unit: "笔",
    numeric: true,
    nowrap: true,
    cell: ({ all }) => countText(all),
  },
  {
    key: "refused",
    header: "会被拒",
    unit: "笔",
    numeric: true,
    nowrap: true,
    cell: ({ refused }) => countText(refused),
  },
];

/** Whom the rules would let in, who changes side and why, and which loans they would have refused. */
export function CountTables({ counts }: { readonly counts: RuleCounts }) {
  const { total, before, after, gained, lost, gainedBy, lostBy, loans, uncounted } = counts;
  const rows = eligibilityVerdicts.map((verdict) => ({
    verdict,
    before: before?.[verdict] ?? null,
    after: after[verdict],
  }));
  const loanRows = (
    [
      ["own", "本机构"],
      ["province", "全省各机构"],
    ] as const
  ).flatMap(([scope, where]): LoanRow[] => [
    {
      key: `${scope}.good`,
      label: `${where} · 未逾期`,
      all: loans[scope].good,
      refused: loans[scope].goodRefused,
    },
    {
      key: `${scope}.bad`,
      label: `${where} · 曾逾期`,
      all: loans[scope].bad,
      refused: loans[scope].badRefused,
    },
  ]);
  return (
    <div className="grid gap-3 text-sm">
      <p>同意平台处理数据的在营企业 {countText(total)} 户：</p>
      <div className="overflow-hidden rounded-md border">
        <DataTable
          caption="本稿与在售版本的准入结论"
          columns={verdictColumns(before !== null)}
          rows={rows}
          rowKey={({ verdict }) => verdict}
        />
      </div>
      {before === null ? null : (
        <>
          <Change label="新符合" count={gained} rules={gainedBy} why="原来被这些规则挡住" />
          <Change label="不再符合" count={lost} rules={lostBy} why="现在被这些规则挡住" />
        </>
      )}
      <div className="overflow-hidden rounded-md border">
        <DataTable
          caption="已结清的贷款中会被拒的"
          columns={loanColumns}
          rows={loanRows}
          rowKey={({ key }) => key}
        />
      </div>
      <ul className="text-muted-foreground grid gap-1 text-xs">
        <li>户数、笔数舍入到十；少于 10 的不显示。各项分别舍入，相加不一定等于合计。</li>
        <li>贷款按企业目前的数据回看，放款时的数据没有保存；逾期后数据变差，会高估规则的效果。</li>
        {uncounted.length > 0 ? (
          <li>与申请金额、期限、用途有关的规则不计入：{uncounted.join("、")}。</li>
        ) : null}
      </ul>
    </div>
  );
}

type ChangeProps = Readonly<{
  label: string;
  count: ShownCount;
  rules: RuleCounts["lostBy"];
  why: string;
}>;

function Change({ label, count, rules, why }: ChangeProps) {
  const shown = rules.filter((rule) => rule.count !== null);
  return (
    <p>
      {label}：<span className="figures font-medium">{countText(count)} 户</span>
      {shown.length > 0
        ? `；${why}：${shown.map((rule) => `${rule.name}（${countText(rule.count)} 户）`).join("、")}`
        : ""}
    </p>
  );
}
