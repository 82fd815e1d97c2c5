import { AuthorisationSummary } from "#components/consent/authorisation-summary.tsx";
import { SignForm } from "#components/consent/sign-form.tsx";
import { SigningReceipt } from "#components/consent/signing-receipt.tsx";
import { WithdrawButton } from "#components/consent/withdraw-button.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { readOwnAuthorisation } from "#lib/consent/index.ts";
import { read } from "#lib/web/perform.ts";
import { signAction, withdrawAction } from "../actions.ts";

export const metadata = { title: "授权书" };

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export default async function AuthorisationPage(
  props: PageProps<"/enterprise/authorisations/[id]">,
) {
  const { id } = await props.params;
  const { demand, version } = await props.searchParams;
  const authorisation = await read(readOwnAuthorisation, { authorisationId: id });
  const unsigned = authorisation.standing === "created";
  const withdrawable = !unsigned && authorisation.standing !== "withdrawn";
  return (
    <>
      <PageHeader
        title={unsigned ? "阅读并签署授权书" : `授权书 ${authorisation.number}`}
        actions={withdrawable ? <WithdrawButton id={id} action={withdrawAction} /> : undefined}
      />
      {authorisation.intact ? null : (
        <Callout tone="danger" title="授权书与签名不符">
          该授权书的内容与签署时不一致，请勿继续使用，并联系平台运营。
        </Callout>
      )}
      {unsigned ? null : (
        <SigningReceipt
          authorisation={authorisation}
          onward={{ demand: one(demand), version: one(version) }}
        />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[1fr_22rem]">
        <Card>
          <CardHeader title="授权书全文" />
          <CardBody>
            <pre className="font-sans text-sm leading-7 whitespace-pre-wrap">
              {authorisation.document}
            </pre>
          </CardBody>
        </Card>
        {unsigned ? (
          <Card>
            <CardHeader title="确认签署" />
            <CardBody>
              <SignForm
                action={signAction}
                authorisationId={id}
                documentHash={authorisation.documentHash}
              />
            </CardBody>
          </Card>
        ) : (
          <AuthorisationSummary authorisation={authorisation} />
        )}
      </div>
    </>
  );
}
