import type { FormAction } from "#components/form/form-state.ts";
import { NoteDialog } from "#components/form/note-dialog.tsx";
import type { DraftStep } from "#lib/products/index.ts";
import { stepWords } from "./labels.ts";

const quiet: ReadonlySet<DraftStep> = new Set<DraftStep>(["send_back", "refuse", "discard"]);

type Props = Readonly<{ id: string; steps: readonly DraftStep[]; action: FormAction }>;

/** What the person may do next with a draft. */
export function DraftSteps({ id, steps, action }: Props) {
  return steps.map((step) => (
    <NoteDialog
      key={step}
      {...stepWords[step]}
      fields={{ id, step }}
      quiet={quiet.has(step)}
      action={action}
    />
  ));
}
