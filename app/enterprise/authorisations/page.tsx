import { listChoices } from "#components/consent/authorisation-choices.ts";
import {
  isWithdrawable,
  listAsked,
  listGroups,
  listHref,
  listOf,
} from "#components/consent/authorisation-filter.ts";
import { AuthorisationList } from "#components/consent/authorisation-list.tsx";
import { AuthorisationRequests } from "#components/consent/authorisation-requests.tsx";
import { AuthorisationsEmpty } from "#components/consent/authorisations-empty.tsx";
import { WithdrawByCondition } from "#components/consent/bulk-withdraw.tsx";
import { FilterBar } from "#components/consent/filter-bar.tsx";
import { PlatformNote } from "#components/consent/platform-note.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { listOwnAuthorisations } from "#lib/consent/index.ts";
import { standingGroupLabels, standingGroupOf } from "#lib/consent/model.ts";
import { read } from "#lib/web/perform.ts";
import {
  pauseAction,
  platformAction,
  resumeAction,
  withdrawAction,
  withdrawManyAction,
} from "./actions.ts";

export const metadata = { title: "授权管理" };

const actions = {
  pause: pauseAction,
  resume: resumeAction,
  withdraw: withdrawAction,
  withdrawMany: withdrawManyAction,
};

export default async function AuthorisationsPage(props: PageProps<"/enterprise/authorisations">) {
  const now = new Date();
  const rows = (await read(listOwnAuthorisations)).map((row) => ({
    ...row,
    group: standingGroupOf(row, now),
  }));
  const asked = listAsked(await props.searchParams);
  const { rows: shown, counts } = listOf(rows, asked, now);
  const ofPlatform = rows.filter(({ institutionId }) => institutionId === null);
  const withdrawable = rows.filter((row) => isWithdrawable(row, row.group));
  const choices = listChoices(rows);
  return (
    <>
      <PageHeader
        title="授权管理"
        description="哪家机构可以查看本企业的哪些数据、几次、到何时。暂停或撤回后，对方的下一次查询即被拒绝。"
        actions={
          <>
            <WithdrawByCondition
              rows={withdrawable}
              items={listChoices(withdrawable).items}
              action={withdrawManyAction}
            />
            <Button asChild>
              <AppLink href="/enterprise/authorisations/new">新增授权</AppLink>
            </Button>
          </>
        }
      />
      {ofPlatform.some(({ group }) => group === "live") ? null : (
        <PlatformNote
          action={platformAction}
          paused={ofPlatform.some(({ group }) => group === "paused")}
        />
      )}
      <AuthorisationRequests rows={rows.filter(({ group }) => group === "unanswered")} />
      <Card>
        <TabLinks
          label="按状态筛选"
          items={listGroups.map((group) => ({
            href: listHref(asked, group),
            label: group === "all" ? "全部" : standingGroupLabels[group],
            count: counts[group],
          }))}
          current={listHref(asked, asked.group)}
          className="px-4 sm:px-5"
        />
        <FilterBar
          action="/enterprise/authorisations"
          kept={{ status: asked.group }}
          filters={[
            {
              name: "institution",
              label: "机构",
              value: asked.institution,
              options: choices.institutions,
            },
            { name: "purpose", label: "用途", value: asked.purpose, options: choices.purposes },
            { name: "item", label: "数据项", value: asked.item, options: choices.items },
          ]}
          className="border-b px-4 py-3 sm:px-5"
        />
        <AuthorisationList
          rows={shown}
          actions={actions}
          empty={<AuthorisationsEmpty asked={asked} none={rows.length === 0} />}
        />
      </Card>
    </>
  );
}
