"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { ActionForm } from "#components/form/action-form.tsx";
import type { FormAction, FormState } from "#components/form/form-state.ts";
import { mainId } from "#components/layout/skip-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { OpenProfileLink } from "./open-profile-link.tsx";

/** What every step of an application is asked with; `seq` is the last step that the page shows. */
export type StepTarget = Readonly<{ applicationId: string; seq: number }>;

type Props = Readonly<{
  target: StepTarget;
  action: FormAction;
  /** What is said when the step is taken. */
  done: string;
  children: ReactNode;
}>;

/** A form that takes one step of an application, and says what to do when it cannot be taken. */
export function StepForm({ target, action, done, children }: Props) {
  // Told here and not after drawing: by then the next step's form stands in place of this one.
  async function act(before: FormState, form: FormData) {
    const state = await action(before, form);
    if (state.status === "done") {
      toast.success(done);
      showFromTheTop();
    }
    return state;
  }
  return (
    <ActionForm action={act} className="grid gap-5">
      {(state) => (
        <>
          <input type="hidden" name="applicationId" value={target.applicationId} />
          <input type="hidden" name="seq" value={target.seq} />
          {state.status === "refused" ? (
            <WayOut reason={state.reason} applicationId={target.applicationId} />
          ) : null}
          {children}
        </>
      )}
    </ActionForm>
  );
}

/** The form that had the focus is gone; what comes next stands further up. */
function showFromTheTop() {
  document.getElementById(mainId)?.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
}

type WayOutProps = Readonly<{ reason: string; applicationId: string }>;

function WayOut({ reason, applicationId }: WayOutProps) {
  const router = useRouter();
  if (reason.startsWith("application.score_"))
    return (
      <p>
        <OpenProfileLink applicationId={applicationId} variant="secondary" apart />
      </p>
    );
  const moved = reason === "application.moved_meanwhile" || reason.includes(".cannot_");
  if (!moved) return null;
  return (
    <p>
      <Button variant="secondary" onClick={() => router.refresh()}>
        <RotateCw aria-hidden />
        刷新页面，查看最新进展
      </Button>
    </p>
  );
}
