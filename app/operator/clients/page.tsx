import { ClientForm } from "#components/intake/client-form.tsx";
import { ClientTable } from "#components/intake/client-table.tsx";
import { DisableClientButton } from "#components/intake/disable-client-button.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { apiClientChoices, listApiClients } from "#lib/identity/index.ts";
import { read } from "#lib/web/perform.ts";
import { createClientAction, disableClientAction } from "./actions.ts";

export const metadata = { title: "接入程序" };

export default async function ClientsPage() {
  const [clients, choices] = await Promise.all([read(listApiClients), read(apiClientChoices)]);
  return (
    <>
      <PageHeader
        title="接入程序"
        description="数源部门与金融机构的系统凭客户端密钥取得令牌，并用自己的密钥对每次提交签名。登记、停用均留痕。"
      />
      <Card>
        <CardHeader title="登记新程序" />
        <CardBody>
          <ClientForm choices={choices} action={createClientAction} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="已登记的程序" />
        <ClientTable
          rows={clients}
          empty="登记后，接入方才能取得令牌。"
          action={({ clientId, name }) => (
            <DisableClientButton clientId={clientId} name={name} action={disableClientAction} />
          )}
        />
      </Card>
    </>
  );
}
