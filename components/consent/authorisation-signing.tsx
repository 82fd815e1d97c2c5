import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { Standing } from "#lib/consent/model.ts";
import { RefuseButton } from "./refuse-button.tsx";
import { PrepareForm, SignForm, type FormAction } from "./sign-form.tsx";
import { WithdrawButton, type WithdrawAction } from "./withdraw-button.tsx";

type Props = Readonly<{
  authorisation: Readonly<{
    id: string;
    number: string;
    standing: Standing;
    institutionName: string | null;
    artefactHash: string | null;
    ready: boolean;
  }>;
  actions: Readonly<{
    prepare: FormAction;
    sign: FormAction;
    refuse: WithdrawAction;
    withdraw: WithdrawAction;
  }>;
}>;

/** The decision: write it out, read it, sign it, or not. */
export function AuthorisationSigning({ authorisation, actions }: Props) {
  const { id, standing, institutionName, artefactHash, ready } = authorisation;
  return (
    <Card className="lg:sticky lg:top-20">
      <CardHeader title={ready ? "确认签署" : "生成授权书"} />
      <CardBody>
        {ready && artefactHash !== null ? (
          <SignForm action={actions.sign} authorisationId={id} artefactHash={artefactHash} />
        ) : (
          <PrepareForm action={actions.prepare} authorisationId={id} />
        )}
      </CardBody>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t px-4 py-3 sm:px-5">
        <span className="text-muted-foreground text-xs">
          {standing === "requested" ? "不同意这些内容？" : "不再需要？"}
        </span>
        {standing === "requested" ? (
          <RefuseButton
            authorisationId={id}
            institutionName={institutionName ?? ""}
            action={actions.refuse}
          />
        ) : (
          <WithdrawButton authorisation={authorisation} action={actions.withdraw} unsigned />
        )}
      </div>
    </Card>
  );
}
