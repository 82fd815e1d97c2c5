import { CircleAlert, CircleCheck, CircleHelp, CircleX, UserRoundSearch } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { toneText, type Tone } from "#components/ui/tone.ts";
import type { RuleLine } from "./rule-lines.ts";

const marks = {
  hit: { word: "符合", tone: "success", Icon: CircleCheck },
  refused: { word: "不符合", tone: "danger", Icon: CircleX },
  review: { word: "需人工审查", tone: "warning", Icon: UserRoundSearch },
  missing: { word: "缺少数据", tone: "warning", Icon: CircleHelp },
  error: { word: "无法判断", tone: "warning", Icon: CircleAlert },
} as const satisfies Record<
  RuleLine["kind"],
  Readonly<{ word: string; tone: Tone; Icon: typeof CircleCheck }>
>;

type Props = Readonly<{ label: string; lines: readonly RuleLine[]; className?: string }>;

/** Each condition with what was asked, what was found and what can be done. */
export function RuleList({ label, lines, className }: Props) {
  return (
    <ul aria-label={label} className={cn("grid gap-2.5", className)}>
      {lines.map((line) => (
        <RuleItem key={line.ruleId} line={line} />
      ))}
    </ul>
  );
}

/** A way out is for what was found wanting; what is not known may be in order. */
const failed = ({ kind }: RuleLine): boolean => kind === "refused" || kind === "review";

function RuleItem({ line }: { readonly line: RuleLine }) {
  const { word, tone, Icon } = marks[line.kind];
  return (
    <li className="flex gap-2 text-sm">
      <Icon aria-hidden className={cn("mt-1 size-4 shrink-0", toneText[tone])} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium text-slate-900">{line.name}</span>
          <span className={cn("text-xs font-medium", toneText[tone])}>{word}</span>
          <span className="text-slate-600">要求{line.expected}</span>
          <span className="text-slate-600">
            本企业：<span className="font-medium text-slate-900">{line.actual}</span>
          </span>
        </p>
        {line.remedy === null || !failed(line) ? null : (
          <p className="text-slate-700">
            <span className="text-muted-foreground">可以这样做：</span>
            {line.remedy}
          </p>
        )}
      </div>
    </li>
  );
}
