import { Badge } from "#components/ui/badge.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { itemNames } from "#lib/intake/catalogue.ts";
import type { Eligibility, RuleOutcome } from "#lib/products/model.ts";
import { eligibilityLabels, eligibilityTones, ruleVerdictLabels } from "./labels.ts";

type Props = Readonly<{ eligibility: Eligibility; productName: string; version: number }>;

/** What the rules of the product say to what is known today, one answer a rule. */
export function EligibilityCard({ eligibility, productName, version }: Props) {
  const { verdict, outcomes } = eligibility;
  return (
    <Card>
      <CardHeader
        title="准入核对"
        description={`${productName} 第 ${version} 版，按本次查看的数据核对。`}
        actions={<Badge tone={eligibilityTones[verdict]}>{eligibilityLabels[verdict]}</Badge>}
      />
      <DataTable
        caption="准入核对"
        columns={columns}
        rows={outcomes}
        rowKey={(outcome) => outcome.ruleId}
      />
    </Card>
  );
}

const columns: readonly Column<RuleOutcome>[] = [
  {
    key: "name",
    header: "条件",
    rowHeader: true,
    className: "py-2 align-top max-sm:pr-2",
    cell: (outcome) => (
      <>
        <span className="text-slate-900">{outcome.name}</span>
        <span className="text-muted-foreground mt-0.5 block text-xs sm:hidden">
          要求{outcome.expected}
        </span>
        <span className="block text-xs text-slate-700 sm:hidden">实际：{outcome.actual}</span>
      </>
    ),
  },
  {
    key: "expected",
    header: "要求",
    className: "py-2 align-top text-slate-700 max-sm:hidden",
    cell: (outcome) => outcome.expected,
  },
  {
    key: "actual",
    header: "实际",
    className: "py-2 align-top max-sm:hidden",
    cell: (outcome) => (
      <>
        <span className={cn(outcome.verdict === "missing" && "text-slate-500")}>
          {outcome.actual}
        </span>
        {outcome.missingItems.length > 0 ? (
          <span className="text-muted-foreground block text-xs">
            缺少：{itemNames(outcome.missingItems).join("、")}
          </span>
        ) : null}
      </>
    ),
  },
  {
    key: "verdict",
    header: "结论",
    nowrap: true,
    className: "py-2 align-top",
    cell: (outcome) => (
      <Badge tone={toneOf(outcome)}>
        {outcome.verdict === "miss" && outcome.otherwise === "review"
          ? "转人工审查"
          : ruleVerdictLabels[outcome.verdict]}
      </Badge>
    ),
  },
];

function toneOf({ verdict, otherwise }: RuleOutcome): Tone {
  if (verdict === "hit") return "success";
  return verdict === "miss" && otherwise === "reject" ? "danger" : "warning";
}
