import { CreditRefused } from "#components/lending/credit-refused.tsx";
import { CreditReportFrame } from "#components/lending/credit-report-frame.tsx";
import { CreditReport } from "#components/lending/credit-report.tsx";
import { PrintWatermark } from "#components/lending/print-watermark.tsx";
import { openCreditProfile } from "#lib/lending/index.ts";
import { read } from "#lib/web/perform.ts";
import { requireActor } from "#lib/web/session.ts";
import { lookAgainAction } from "./actions.ts";

export const metadata = { title: "信用档案" };

/** Each request is a look at the enterprise's records and uses up one query; nothing may be kept. */
export const dynamic = "force-dynamic";

export default async function CreditProfilePage(
  props: PageProps<"/institution/applications/[id]/profile">,
) {
  const { id } = await props.params;
  const opened = await read(openCreditProfile, { applicationId: id });
  if (!opened.granted) {
    return <CreditRefused applicationId={id} refused={opened} lookAgain={lookAgainAction} />;
  }
  const { displayName, organisationName } = await requireActor();
  return (
    <CreditReportFrame opened={opened}>
      <CreditReport opened={opened} />
      <PrintWatermark who={`${organisationName} ${displayName}`} at={opened.scoredAt} />
    </CreditReportFrame>
  );
}
