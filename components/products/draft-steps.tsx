import type { DraftStep } from "#lib/products/index.ts";
import { stepWords } from "./labels.ts";
import { StepDialog, type StepAction } from "./step-dialog.tsx";

const quiet: ReadonlySet<DraftStep> = new Set<DraftStep>(["send_back", "refuse", "discard"]);

type Props = Readonly<{ id: string; steps: readonly DraftStep[]; action: StepAction }>;

/** What the person may do next with a draft. */
export function DraftSteps({ id, steps, action }: Props) {
  return steps.map((step) => (
    <StepDialog
      key={step}
      words={stepWords[step]}
      fields={{ id, step }}
      quiet={quiet.has(step)}
      action={action}
    />
  ));
}
