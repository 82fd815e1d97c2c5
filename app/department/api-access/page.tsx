import { ApiGuide } from "#components/intake/api-guide.tsx";
import { ClientTable } from "#components/intake/client-table.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { listOwnApiClients } from "#lib/identity/index.ts";
import { ownItems } from "#lib/intake/index.ts";
import { env } from "#lib/kernel/env.ts";
import { read } from "#lib/web/perform.ts";

export const metadata = { title: "接口接入" };

export default async function ApiAccessPage() {
  const [clients, items] = await Promise.all([read(listOwnApiClients), read(ownItems)]);
  return (
    <>
      <PageHeader
        title="接口接入"
        description="本部门的系统可以直接推送数据，与上传文件走同一条入库流程。程序由平台运营登记，密钥只在登记时显示一次。"
      />
      <Card>
        <CardHeader title="本部门的程序" />
        <ClientTable rows={clients} empty="请将程序名称与签名公钥交平台运营登记。" />
      </Card>
      <ApiGuide platform={env().NEXTAUTH_URL ?? "http://localhost:3000"} items={items} />
    </>
  );
}
