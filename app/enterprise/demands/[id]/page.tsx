import { CloseDemandButton } from "#components/matching/close-demand-button.tsx";
import { DemandApplications } from "#components/matching/demand-applications.tsx";
import { DemandSummary } from "#components/matching/demand-summary.tsx";
import { demandStatusLabels, demandStatusTones } from "#components/matching/labels.ts";
import { MatchResults } from "#components/matching/match-results.tsx";
import { NotMatchedNote } from "#components/matching/not-matched-note.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { listOwnAuthorisations } from "#lib/consent/index.ts";
import { timeText } from "#lib/kernel/calendar.ts";
import { listOwnApplications } from "#lib/lending/index.ts";
import { matchDemand } from "#lib/matching/index.ts";
import { read } from "#lib/web/perform.ts";
import { applyAction, closeDemandAction } from "../actions.ts";

export const metadata = { title: "匹配产品" };

export default async function DemandPage(props: PageProps<"/enterprise/demands/[id]">) {
  const [{ id }, { version }] = await Promise.all([props.params, props.searchParams]);
  const [matched, applications, authorisations] = await Promise.all([
    read(matchDemand, { demandId: id }),
    read(listOwnApplications, { demandId: id }),
    read(listOwnAuthorisations),
  ]);
  const { demand } = matched;
  const open = demand.status === "open";
  return (
    <>
      <PageHeader
        crumbs={[{ label: "融资需求", href: "/enterprise/demands" }, { label: demand.number }]}
        title={open ? "匹配产品" : "融资需求"}
        aside={
          <Badge tone={demandStatusTones[demand.status]}>{demandStatusLabels[demand.status]}</Badge>
        }
        description={
          matched.granted
            ? `按 ${matched.asOf} 的企业数据匹配。每个产品都列出机构的要求、本企业的情况和可以采取的办法。`
            : `${timeText(demand.postedAt)} 发布`
        }
        actions={
          <>
            <Button asChild variant="secondary">
              <AppLink href={`/enterprise/demands/new?from=${id}`}>修改后重新发布</AppLink>
            </Button>
            {open ? <CloseDemandButton demandId={id} action={closeDemandAction} /> : null}
          </>
        }
      />
      <DemandSummary demand={demand} />
      <DemandApplications rows={applications.page} />
      {matched.granted ? (
        <MatchResults
          matched={matched}
          ground={{ demandId: id, authorisations, applications: applications.page }}
          chosen={typeof version === "string" ? version : ""}
          apply={applyAction}
        />
      ) : (
        <NotMatchedNote because={matched.because} demand={demand} />
      )}
    </>
  );
}
