import { AuthorisationHistory } from "#components/consent/authorisation-history.tsx";
import { AuthorisationSigning } from "#components/consent/authorisation-signing.tsx";
import { AuthorisationSummary } from "#components/consent/authorisation-summary.tsx";
import { AuthorisationTerms } from "#components/consent/authorisation-terms.tsx";
import { AuthorisationText } from "#components/consent/authorisation-text.tsx";
import { documentTerms } from "#components/consent/document-terms.ts";
import { granteeName, standingTones } from "#components/consent/labels.ts";
import { RequestNote } from "#components/consent/request-note.tsx";
import { SigningReceipt } from "#components/consent/signing-receipt.tsx";
import { StandingButtons } from "#components/consent/standing-buttons.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { cn } from "#components/ui/cn.ts";
import { authorisationText } from "#lib/consent/document/index.ts";
import { readOwnAuthorisation } from "#lib/consent/index.ts";
import { standingGroupOf, standingLabels, verdictLabels } from "#lib/consent/model.ts";
import { read } from "#lib/web/perform.ts";
import {
  pauseAction,
  prepareAction,
  refuseAction,
  resumeAction,
  signAction,
  withdrawAction,
} from "../actions.ts";

export const metadata = { title: "授权书" };

const actions = { pause: pauseAction, resume: resumeAction, withdraw: withdrawAction };

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export default async function AuthorisationPage(
  props: PageProps<"/enterprise/authorisations/[id]">,
) {
  const { id } = await props.params;
  const { demand, version } = await props.searchParams;
  const authorisation = await read(readOwnAuthorisation, { authorisationId: id });
  const { standing, artefact, signedAt, number } = authorisation;
  const group = standingGroupOf(authorisation, new Date());
  const open = group === "unanswered";
  const terms = artefact && documentTerms(artefact);
  return (
    <>
      <PageHeader
        crumbs={[{ label: "授权管理", href: "/enterprise/authorisations" }, { label: number }]}
        title={open && authorisation.ready ? "阅读并签署授权书" : `授权书 ${number}`}
        aside={<Badge tone={standingTones[standing]}>{standingLabels[standing]}</Badge>}
        description={`被授权方：${granteeName(authorisation.institutionName)}`}
        actions={<StandingButtons authorisation={authorisation} group={group} actions={actions} />}
      />
      {authorisation.intact ? null : (
        <Callout tone="danger" title="授权书与签名不符">
          {verdictLabels[authorisation.fault ?? "signature_invalid"]}
          ，查询会被拒绝。请联系平台运营。
        </Callout>
      )}
      {signedAt === null ? null : (
        <SigningReceipt
          authorisation={{
            ...authorisation,
            signedAt,
            signed: artefact && {
              capacity: artefact.signer.capacity,
              document: artefact.document,
            },
          }}
          onward={{ demand: one(demand), version: one(version) }}
        />
      )}
      <RequestNote authorisation={authorisation} />
      <AuthorisationTerms terms={authorisation} over={group === "ended"} />
      <div
        className={cn(
          "grid grid-cols-[minmax(0,1fr)] items-start gap-5 print:block print:space-y-5",
          (artefact || !open) && "lg:grid-cols-[minmax(0,1fr)_22rem]",
        )}
      >
        {artefact || !open ? (
          <div className="grid gap-5 print:block print:space-y-5">
            {artefact ? (
              <AuthorisationText
                id={id}
                sections={terms && authorisationText(terms)}
                signed={signedAt !== null}
              />
            ) : null}
            {open ? null : <AuthorisationHistory history={authorisation.history} />}
          </div>
        ) : null}
        {open ? (
          <AuthorisationSigning
            authorisation={authorisation}
            actions={{
              prepare: prepareAction,
              sign: signAction,
              refuse: refuseAction,
              withdraw: withdrawAction,
            }}
          />
        ) : (
          <AuthorisationSummary authorisation={authorisation} />
        )}
      </div>
    </>
  );
}
