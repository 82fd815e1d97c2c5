import { AppLink } from "#components/ui/app-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";

type Authorisation = Readonly<{
  id: string;
  institutionName: string | null;
  items: readonly string[];
  usedQueries: number;
  maximumQueries: number;
  endsAt: Date;
}>;

/** The authorisations in force: whom, how much, until when. */
export function LiveAuthorisations({ rows }: { readonly rows: readonly Authorisation[] }) {
  if (rows.length === 0) {
    return (
      <EmptyState title="没有生效中的授权" compact>
        申请产品时再授权对应机构即可，未授权的机构看不到任何数据。
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y" aria-label="生效中的授权">
      {rows.map((row) => (
        <li key={row.id} className="relative grid gap-0.5 px-4 py-3 hover:bg-slate-50 sm:px-5">
          <AppLink
            href={`/enterprise/authorisations/${row.id}`}
            className="font-medium text-slate-900 after:absolute after:inset-0"
          >
            {row.institutionName ?? "信桥平台（评分与匹配）"}
          </AppLink>
          <p className="figures text-muted-foreground flex flex-wrap justify-between gap-x-3 text-xs">
            <span>
              {row.items.length} 项数据 ·{" "}
              {row.institutionName
                ? `已用 ${row.usedQueries} / ${row.maximumQueries} 次`
                : "按需处理"}
            </span>
            <span>至 {dayOf(new Date(row.endsAt.getTime() - 1))}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
