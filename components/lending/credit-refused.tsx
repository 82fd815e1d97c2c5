import { ShieldOff } from "lucide-react";
import { RequestLink } from "#components/consent/request-link.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { verdictLabels } from "#lib/consent/model.ts";
import type { ProfileRefused } from "#lib/lending/index.ts";
import { LookAgainButton } from "./look-again-button.tsx";

type Props = Readonly<{
  applicationId: string;
  refused: ProfileRefused;
  lookAgain: () => Promise<void>;
}>;

/** Where another authorisation would open nothing. */
const notToAsk: ReadonlySet<ProfileRefused["because"]> = new Set([
  "not_a_member",
  "not_yet_started",
  "too_frequent",
  "institution_left",
  "unscored",
]);

/** Why the profile stays shut, and what to do now. */
export function CreditRefused({ applicationId, refused, lookAgain }: Props) {
  const { because, message } = refused;
  return (
    <>
      <PageHeader
        title="信用档案"
        crumbs={[
          { label: "申请收件箱", href: "/institution" },
          { label: "申请详情", href: `/institution/applications/${applicationId}` },
          { label: "信用档案" },
        ]}
      />
      <Card>
        <EmptyState
          icon={<ShieldOff />}
          title={because === "unscored" ? "评分失败" : verdictLabels[because]}
          action={
            <>
              {notToAsk.has(because) ? null : <RequestLink applicationId={applicationId} />}
              {because === "unscored" ? null : <LookAgainButton action={lookAgain} />}
              <Button asChild variant="secondary">
                <AppLink href={`/institution/applications/${applicationId}`}>返回申请</AppLink>
              </Button>
            </>
          }
        >
          {message}
        </EmptyState>
      </Card>
    </>
  );
}
