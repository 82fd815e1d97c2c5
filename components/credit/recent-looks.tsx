import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { verdictLabels, type AccessVerdict, type AuthorisationStage } from "#lib/consent/model.ts";
import { timeText } from "#lib/kernel/calendar.ts";

type Look = Readonly<{
  id: number;
  at: Date;
  institutionName: string | null;
  stage: AuthorisationStage;
  purpose: string;
  items: readonly string[];
  verdict: AccessVerdict;
}>;

type Props = Readonly<{
  looks: readonly Look[];
  /** Whether the whole log was searched, and not only its last lines. */
  complete: boolean;
}>;

/** Who looked of late, the enterprise's own looks aside. */
export function RecentLooks({ looks, complete }: Props) {
  if (looks.length === 0) {
    const title = complete ? "还没有机构或平台查看过本企业的数据" : "最近的访问均为本企业查看";
    return (
      <EmptyState title={title} compact>
        每一次查看都会记在“访问记录”里，任何人不能修改。
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y" aria-label="最近的数据访问">
      {looks.map((look) => (
        <li key={look.id} className="grid gap-0.5 px-4 py-3 sm:px-5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-medium text-slate-900">
              {look.stage === "platform" ? "信桥平台" : (look.institutionName ?? "未知机构")}
            </span>
            <time className="figures text-muted-foreground text-xs">{timeText(look.at)}</time>
          </p>
          <p className="text-sm text-slate-700">
            {look.purpose}
            {look.verdict === "granted" ? (
              <span className="text-muted-foreground ml-2 text-xs">{look.items.length} 项数据</span>
            ) : (
              <Badge tone="danger" className="ml-2">
                已拒绝：{verdictLabels[look.verdict]}
              </Badge>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
