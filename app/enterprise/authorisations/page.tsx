import { AuthorisationTable } from "#components/consent/authorisation-table.tsx";
import { RenewPlatformForm } from "#components/consent/renew-platform-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { listOwnAuthorisations } from "#lib/consent/index.ts";
import { read } from "#lib/web/perform.ts";
import { renewPlatformAction } from "./actions.ts";

export const metadata = { title: "授权管理" };

export default async function AuthorisationsPage() {
  const rows = await read(listOwnAuthorisations);
  const platform = rows.some((row) => row.institutionId === null && row.standing === "in_force");
  return (
    <>
      <PageHeader
        title="授权管理"
        description="哪家机构可以查看本企业的哪些数据、几次、到何时。撤回后，对方的下一次查询即被拒绝。"
        actions={
          <Button asChild>
            <AppLink href="/enterprise/authorisations/new">新增授权</AppLink>
          </Button>
        }
      />
      {platform ? null : (
        <Callout tone="warning" title="平台处理授权未生效">
          未授权平台处理数据时，无法计算评分、匹配产品。输入签署密码即可重新授权。
          <RenewPlatformForm action={renewPlatformAction} />
        </Callout>
      )}
      <AuthorisationTable rows={rows} />
    </>
  );
}
