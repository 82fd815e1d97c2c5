import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { otherwiseLabels } from "./labels.ts";
import type { RuleSentence } from "./rule-sentences.ts";

const columns: readonly Column<RuleSentence>[] = [
  {
    key: "name",
    header: "条件",
    rowHeader: true,
    className: "w-36 align-top max-sm:w-28",
    cell: (rule) => rule.name,
  },
  {
    key: "sentence",
    header: "要求",
    className: "align-top",
    cell: (rule) => (
      <>
        {rule.sentence}
        <span className="text-muted-foreground block text-xs sm:hidden">
          {otherwiseLabels[rule.otherwise]}
        </span>
      </>
    ),
  },
  {
    key: "otherwise",
    header: "不满足时",
    nowrap: true,
    className: "align-top max-sm:hidden",
    cell: (rule) => (rule.otherwise === "reject" ? "不予准入" : "转人工审查"),
  },
];

type Props = Readonly<{ rules: readonly RuleSentence[]; caption: string }>;

/** What a product asks for, each rule as a sentence. */
export function RuleTable({ rules, caption }: Props) {
  return <DataTable caption={caption} columns={columns} rows={rules} rowKey={(rule) => rule.id} />;
}
