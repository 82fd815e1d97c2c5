import { AppLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { dayOf } from "#lib/kernel/calendar.ts";
import { bpsText, wanText } from "#lib/kernel/money.ts";
import { stateLabels } from "#lib/lending/model.ts";
import type { OwnApplicationRow } from "#lib/lending/index.ts";
import { stateTones } from "./labels.ts";
import { waitingText } from "./own-application-words.ts";

type Shown = Pick<
  OwnApplicationRow,
  | "id"
  | "number"
  | "productName"
  | "institutionName"
  | "amountFen"
  | "termMonths"
  | "maximumRateBps"
  | "appliedAt"
  | "state"
  | "waiting"
>;

/** One line each on a desktop, a small card each on a phone; the whole row leads to the application. */
export function OwnApplicationList({ rows }: { readonly rows: readonly Shown[] }) {
  return (
    <ul className="divide-y" aria-label="申请列表">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 px-4 py-3.5 transition-colors hover:bg-slate-50 sm:grid-cols-[minmax(0,1fr)_8.5rem_9.5rem_4.5rem] sm:items-center sm:px-5"
        >
          <div className="min-w-0">
            <AppLink
              href={`/enterprise/applications/${row.id}`}
              className="font-medium text-slate-900 after:absolute after:inset-0"
            >
              {row.productName}
            </AppLink>
            <p className="text-muted-foreground flex flex-wrap gap-x-2 text-xs">
              {row.institutionName}
              <span className="figures">{row.number}</span>
            </p>
          </div>
          <Terms row={row} />
          <When row={row} />
          <p className="col-start-2 row-start-1 justify-self-end sm:col-start-auto sm:row-start-auto">
            <Badge tone={stateTones[row.state]}>{stateLabels[row.state]}</Badge>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Terms({ row }: { readonly row: Shown }) {
  return (
    <div className="sm:text-right">
      <p className="figures font-medium text-slate-900">
        {wanText(row.amountFen)}
        <span className="ml-1 text-xs font-normal text-slate-600">万元</span>
      </p>
      <p className="figures text-muted-foreground text-xs">
        {row.termMonths} 个月 · 不高于 {bpsText(row.maximumRateBps)}
      </p>
    </div>
  );
}

function When({ row }: { readonly row: Shown }) {
  const waited = waitingText(row);
  const late = row.waiting.overdue && (row.state === "submitted" || row.state === "accepted");
  return (
    <div className="text-right text-xs">
      <p className="figures text-slate-700">{dayOf(row.appliedAt)} 提交</p>
      {waited === null ? null : (
        <p className={cn("figures", late ? "text-warning" : "text-muted-foreground")}>{waited}</p>
      )}
    </div>
  );
}
