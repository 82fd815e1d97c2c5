import { hrefWith } from "#components/consent/access-filters.ts";
import { FilterBar } from "#components/consent/filter-bar.tsx";
import { InstitutionAuthorisationTable } from "#components/consent/institution-authorisation-table.tsx";
import { lendingPurposes } from "#components/consent/purpose-terms.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { listInstitutionAuthorisations } from "#lib/consent/index.ts";
import { standingGroupLabels, standingGroups } from "#lib/consent/model.ts";
import { read } from "#lib/web/perform.ts";
import { takeBackAction } from "./actions.ts";

export const metadata = { title: "授权" };

const path = "/institution/authorisations";
const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export default async function InstitutionAuthorisationsPage(
  props: PageProps<"/institution/authorisations">,
) {
  const { status, purpose, enterprise, after: from, sent } = await props.searchParams;
  const group = standingGroups.find((each) => each === status) ?? "live";
  const filter = { purpose, enterprise };
  const { page, after, counts } = await read(listInstitutionAuthorisations, {
    group,
    ...filter,
    after: from,
  });
  return (
    <>
      <PageHeader
        title="授权"
        description="企业给本机构的授权，和本机构发出的授权请求。需要企业授权时，从对应的申请发起请求。"
      />
      {sent ? (
        <Callout tone="success" title={`授权请求 ${one(sent)} 已发出`}>
          企业签署后即可查询，届时会有消息通知。企业答复之前可以收回。
        </Callout>
      ) : null}
      <Card>
        <TabLinks
          label="按状态筛选"
          items={standingGroups.map((each) => ({
            href: hrefWith(path, { status: each, ...filter }),
            label: each === "unanswered" ? "待企业答复" : standingGroupLabels[each],
            count: counts[each],
          }))}
          current={hrefWith(path, { status: group, ...filter })}
          className="px-4 sm:px-5"
        />
        <FilterBar
          action={path}
          kept={{ status: group }}
          filters={[
            {
              name: "enterprise",
              label: "企业",
              value: one(enterprise),
              placeholder: "名称或信用代码",
            },
            {
              name: "purpose",
              label: "用途",
              value: one(purpose),
              options: lendingPurposes.map(({ code, name }) => ({ value: code, label: name })),
            },
          ]}
          className="border-b px-4 py-3 sm:px-5"
        />
        <InstitutionAuthorisationTable
          rows={page}
          takeBack={takeBackAction}
          empty={
            <EmptyState
              title={group === "unanswered" ? "没有等待企业答复的请求" : "没有符合条件的授权"}
              action={
                <Button asChild variant="secondary">
                  <AppLink href="/institution">查看申请</AppLink>
                </Button>
              }
              compact
            >
              打开一笔申请，可向企业请求授权。
            </EmptyState>
          }
        />
      </Card>
      {from || after ? (
        <CursorPagination
          summary="每页 50 份，最近的在前"
          previousHref={from ? hrefWith(path, { status: group, ...filter }) : null}
          nextHref={after ? hrefWith(path, { status: group, ...filter, after }) : null}
        />
      ) : null}
    </>
  );
}
