import { DemandList } from "#components/matching/demand-list.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import { listOwnDemands } from "#lib/matching/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "融资需求" };

export default async function DemandsPage(props: PageProps<"/enterprise/demands">) {
  const { before: from } = await props.searchParams;
  const { page, before } = await read(listOwnDemands, { before: from });
  const post = (
    <Button asChild>
      <AppLink href="/enterprise/demands/new">发布融资需求</AppLink>
    </Button>
  );
  return (
    <>
      <PageHeader
        title="融资需求"
        description="写明要多少、用多久、最高能接受的利率，即可看到每个产品能不能申请、为什么。"
        actions={page.length > 0 ? post : undefined}
      />
      <Card>
        {page.length > 0 ? (
          <DemandList rows={page} />
        ) : (
          <EmptyState title="还没有发布过融资需求" action={post}>
            发布需求只用于匹配产品，不会向任何机构披露企业数据。
          </EmptyState>
        )}
      </Card>
      {from || before ? (
        <CursorPagination
          previousHref={from ? "/enterprise/demands" : null}
          nextHref={before ? `/enterprise/demands?before=${encodeURIComponent(before)}` : null}
        />
      ) : null}
    </>
  );
}
