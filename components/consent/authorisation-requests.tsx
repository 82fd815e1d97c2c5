import { AppLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { dayOf } from "#lib/kernel/calendar.ts";
import type { OwnAuthorisation } from "./authorisation-filter.ts";
import { ItemSummary } from "./item-summary.tsx";
import { lastDayOf, purposeIn } from "./labels.ts";

type Row = OwnAuthorisation & Readonly<{ requestNote: string | null; createdAt: Date }>;

/** What waits for the enterprise: requests of institutions and its own drafts. */
export function AuthorisationRequests({ rows }: { readonly rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  const requests = rows.filter(({ standing }) => standing === "requested");
  const drafts = rows.filter(({ standing }) => standing !== "requested");
  return (
    <Card aria-labelledby="waiting-authorisations">
      <CardHeader
        id="waiting-authorisations"
        title={`等待您处理（${rows.length}）`}
        description="未签署前，对方看不到任何数据。"
      />
      <ul className="divide-y">
        {[...requests, ...drafts].map((row) => (
          <li key={row.id}>
            <Waiting row={row} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Waiting({ row }: { readonly row: Row }) {
  const requested = row.standing === "requested";
  const purpose = purposeIn(row.purpose);
  return (
    <CardBody className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="grid min-w-0 flex-1 basis-72 gap-1">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone="warning">{requested ? "待答复" : "待签署"}</Badge>
          <span className="font-medium">
            {requested
              ? `${row.institutionName ?? ""}请求授权`
              : `给${row.institutionName ?? "信桥平台"}的授权书`}
          </span>
          <span className="text-muted-foreground figures text-xs">
            {row.number} · {dayOf(row.createdAt)}
          </span>
        </p>
        {row.requestNote === null ? null : (
          <p className="border-l-2 border-slate-300 pl-3 text-slate-700">
            机构说明：{row.requestNote}
          </p>
        )}
        <p className="text-slate-700">
          {purpose ? `用途：${purpose.name}，即${purpose.text}。` : null}
          {row.institutionName === null ? "" : `共 ${row.maximumQueries} 次，`}有效期至{" "}
          {lastDayOf(row.endsAt)}。
        </p>
        <ItemSummary items={row.items} />
      </div>
      <Button asChild className="max-sm:w-full">
        <AppLink href={`/enterprise/authorisations/${row.id}`}>
          {requested ? "阅读并答复" : "阅读并签署"}
          <span className="sr-only">授权 {row.number}</span>
        </AppLink>
      </Button>
    </CardBody>
  );
}
