import { AppLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";
import { guaranteeLabels, loanPurposeLabels } from "#lib/kernel/lending-terms.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import type { Demand } from "#lib/matching/index.ts";
import { demandStatusLabels, demandStatusTones } from "./labels.ts";

/** One line each on a desktop, a small card each on a phone; the whole row leads to the matches. */
export function DemandList({ rows }: { readonly rows: readonly Demand[] }) {
  return (
    <ul className="divide-y" aria-label="融资需求列表">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 px-4 py-3.5 transition-colors hover:bg-slate-50 sm:grid-cols-[minmax(0,1fr)_8.5rem_7.5rem_4.5rem] sm:items-center sm:px-5"
        >
          <div className="min-w-0">
            <AppLink
              href={`/enterprise/demands/${row.id}`}
              className="font-medium text-slate-900 after:absolute after:inset-0"
            >
              {loanPurposeLabels[row.purpose]}
            </AppLink>
            <p className="text-muted-foreground text-xs">
              <span className="figures">{row.number}</span>
              <span className="ml-2">{guaranteeLabels[row.guaranteeKind]}</span>
            </p>
          </div>
          <div className="sm:text-right">
            <p className="figures font-medium text-slate-900">
              {wanText(row.amountFen)}
              <span className="ml-1 text-xs font-normal text-slate-600">万元</span>
            </p>
            <p className="figures text-muted-foreground text-xs">
              {row.termMonths} 个月 · 不高于 {bpsText(row.maximumRateBps)}
            </p>
          </div>
          <p className="figures self-end text-right text-xs text-slate-700 sm:self-auto">
            {dayOf(row.postedAt)} 发布
          </p>
          <p className="col-start-2 row-start-1 justify-self-end sm:col-start-auto sm:row-start-auto">
            <Badge tone={demandStatusTones[row.status]}>{demandStatusLabels[row.status]}</Badge>
          </p>
        </li>
      ))}
    </ul>
  );
}
