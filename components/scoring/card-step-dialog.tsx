import { NoteDialog, type NoteAction } from "#components/form/note-dialog.tsx";
import { stepWords } from "./card-labels.ts";

export type StepAction = NoteAction;
type Props = Readonly<{ id: string; step: keyof typeof stepWords; action: StepAction }>;

/** One step of a card's life, with a note that stands in its record. */
export function CardStepDialog({ id, step, action }: Props) {
  return (
    <NoteDialog
      {...stepWords[step]}
      fields={{ id, step }}
      hint="记入评分卡的办理记录"
      quiet={step === "send_back" || step === "decline" || step === "retire"}
      action={action}
    />
  );
}
