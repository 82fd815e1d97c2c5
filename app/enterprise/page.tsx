import { LiveAuthorisations } from "#components/credit/live-authorisations.tsx";
import { OwnOverview } from "#components/credit/own-overview.tsx";
import { RecentLooks } from "#components/credit/recent-looks.tsx";
import { OwnNextAction } from "#components/lending/own-next-action.tsx";
import { OwnRequests } from "#components/lending/own-requests.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { TextLink } from "#components/ui/app-link.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { listOwnAccess, listOwnAuthorisations } from "#lib/consent/index.ts";
import { readOwnProfile } from "#lib/credit/index.ts";
import { listOwnApplications, openStates } from "#lib/lending/index.ts";
import { listOwnDemands } from "#lib/matching/index.ts";
import { readOwnRegistration } from "#lib/registry/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "企业首页" };

export default async function EnterprisePage() {
  const [registration, demands, applications, authorisations, access, own] = await Promise.all([
    read(readOwnRegistration),
    read(listOwnDemands),
    read(listOwnApplications),
    read(listOwnAuthorisations),
    read(listOwnAccess),
    read(readOwnProfile),
  ]);
  const open = demands.page.filter(({ status }) => status === "open");
  const running = applications.page.filter(({ state }) => openStates.some((one) => one === state));
  const live = authorisations.filter(({ standing }) => standing === "in_force");
  const looks = access.page.filter(({ stage }) => stage !== "own").slice(0, 5);
  return (
    <>
      <PageHeader title={registration.name} description={`统一社会信用代码 ${registration.uscc}`} />
      <OwnNextAction
        platformAuthorised={live.some(({ institutionId }) => institutionId === null)}
        demands={demands.page}
        applications={applications.page}
      />
      <OwnOverview
        openDemands={open.length}
        runningApplications={running.length}
        liveAuthorisations={live.length}
        coverage={own.granted ? own.profile.coverage : null}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <OwnRequests applications={applications.page} demands={demands.page} />
        <div className="grid gap-5">
          <Card>
            <CardHeader
              title="生效中的授权"
              actions={<TextLink href="/enterprise/authorisations">管理</TextLink>}
            />
            <LiveAuthorisations rows={live.slice(0, 4)} />
          </Card>
          <Card>
            <CardHeader
              title="最近的数据访问"
              actions={<TextLink href="/enterprise/access-log">全部</TextLink>}
            />
            <RecentLooks looks={looks} complete={access.before === undefined} />
          </Card>
        </div>
      </div>
    </>
  );
}
