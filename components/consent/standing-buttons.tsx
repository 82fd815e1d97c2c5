"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { Button, type ButtonProps } from "#components/ui/button.tsx";
import type { StandingGroup } from "#lib/consent/model.ts";
import { WithdrawButton, type WithdrawAction } from "./withdraw-button.tsx";

/** The refusal in words, or null when it is done. */
export type StandingAction = (authorisationId: string) => Promise<string | null>;
export type StandingActions = Readonly<{
  pause: StandingAction;
  resume: StandingAction;
  withdraw: WithdrawAction;
}>;

type Props = Readonly<{
  authorisation: Readonly<{ id: string; number: string; institutionName: string | null }>;
  group: StandingGroup;
  actions: StandingActions;
  size?: ButtonProps["size"];
}>;

/** What an enterprise can do with an authorisation that it has signed and that is not over. */
export function StandingButtons({ authorisation, group, actions, size = "md" }: Props) {
  if (group !== "live" && group !== "paused") return null;
  return (
    <>
      {group === "live" ? (
        <Once
          label="暂停"
          size={size}
          of={authorisation.number}
          act={() => actions.pause(authorisation.id)}
          done="已暂停，对方的下一次查询将被拒绝。可随时恢复。"
        />
      ) : (
        <Once
          label="恢复"
          size={size}
          of={authorisation.number}
          act={() => actions.resume(authorisation.id)}
          done="已恢复，期限和次数不变。"
        />
      )}
      <WithdrawButton authorisation={authorisation} action={actions.withdraw} size={size} />
    </>
  );
}

type OnceProps = Readonly<{
  label: string;
  of: string;
  size: ButtonProps["size"];
  act: () => Promise<string | null>;
  done: string;
}>;

/** Can be taken back with the next click, so nothing is asked. */
function Once({ label, of, size, act, done }: OnceProps) {
  const [pending, start] = useTransition();
  const click = () =>
    start(async () => {
      const problem = await act().catch(() => `网络或服务暂时不可用，${label}可能没有生效，请重试。`);
      if (problem === null) toast.success(done);
      else toast.error(problem);
    });
  return (
    <Button variant="secondary" size={size} pending={pending} onClick={click}>
      {label}
      <span className="sr-only">授权 {of}</span>
    </Button>
  );
}
