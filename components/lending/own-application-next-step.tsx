import { AppLink } from "#components/ui/app-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { OwnApplication } from "#lib/lending/index.ts";
import { nextStepText, waitingText } from "./own-application-words.ts";

type Props = Readonly<{
  application: Pick<
    OwnApplication,
    "state" | "institutionName" | "waiting" | "decidedAt" | "demandId"
  >;
}>;

/** Whose turn it is. Nothing, once the matter is closed, unless it was closed by nobody's decision. */
export function OwnApplicationNextStep({ application }: Props) {
  const { state, institutionName, waiting, decidedAt } = application;
  if (state === "closed") {
    return (
      <Callout
        tone="warning"
        title={`${institutionName}已退出平台，本申请不再办理`}
        actions={
          <Button asChild variant="secondary" size="sm">
            <AppLink href={`/enterprise/demands/${application.demandId}`}>查看其他产品</AppLink>
          </Button>
        }
      >
        这不是对本企业的否定。可为该融资需求改选其他机构的产品。
      </Callout>
    );
  }
  const next = nextStepText(state, institutionName);
  if (next === null) return null;
  const overdue = decidedAt === null && waiting.overdue;
  const waited = decidedAt === null ? waitingText(application) : null;
  return (
    <Callout tone={overdue ? "warning" : "info"} title={next.title}>
      <p>{next.body}</p>
      {waited === null ? null : (
        <p>
          {waited}
          {overdue ? "，已超过承诺时间，可直接联系该机构询问" : ""}。
        </p>
      )}
    </Callout>
  );
}
