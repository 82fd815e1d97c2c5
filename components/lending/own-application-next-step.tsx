import { Callout } from "#components/ui/callout.tsx";
import type { OwnApplication } from "#lib/lending/index.ts";
import { nextStepText, waitingText } from "./own-application-words.ts";

type Props = Readonly<{
  application: Pick<OwnApplication, "state" | "institutionName" | "waiting" | "decidedAt">;
}>;

/** Whose turn it is. Nothing, once the matter is closed. */
export function OwnApplicationNextStep({ application }: Props) {
  const { state, institutionName, waiting, decidedAt } = application;
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
