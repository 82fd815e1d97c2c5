import { OwnApplicationList } from "#components/lending/own-application-list.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { CursorPagination } from "#components/ui/pagination.tsx";
import { listOwnApplications } from "#lib/lending/index.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "我的申请" };

export default async function ApplicationsPage(props: PageProps<"/enterprise/applications">) {
  const { after: from } = await props.searchParams;
  const { page, after } = await read(listOwnApplications, { after: from });
  return (
    <>
      <PageHeader
        title="我的申请"
        description="向金融机构提交的融资申请，从受理到放款的每一步都在这里。"
      />
      <Card>
        {page.length > 0 ? (
          <OwnApplicationList rows={page} />
        ) : (
          <EmptyState
            title="还没有提交过申请"
            action={
              <Button asChild>
                <AppLink href="/enterprise/demands">查看融资需求</AppLink>
              </Button>
            }
          >
            先发布融资需求，系统会匹配各机构的产品；选中产品并授权后即可申请。
          </EmptyState>
        )}
      </Card>
      {from || after ? (
        <CursorPagination
          previousHref={from ? "/enterprise/applications" : null}
          nextHref={after ? `/enterprise/applications?after=${encodeURIComponent(after)}` : null}
        />
      ) : null}
    </>
  );
}
