import type { FormAction } from "#components/form/form-state.ts";
import { NoteDialog } from "#components/form/note-dialog.tsx";

/** What a person presses, and what is said before they do. */
export type StepWords = Readonly<{
  label: string;
  note: "required" | "optional";
  about: string;
  /** Leads back or ends something, so that it does not call for attention. */
  quiet?: boolean;
}>;
type Props = Readonly<{ id: string; step: string; words: StepWords; action: FormAction }>;

/** One step in the life of a document that two people bring into force, with a note for its record. */
export const StepDialog = ({ id, step, words, action }: Props) => (
  <NoteDialog {...words} fields={{ id, step }} action={action} />
);
