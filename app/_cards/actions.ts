"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import {
  approveCard,
  declineCard,
  draftCard,
  inspectCardFile,
  promoteCard,
  proposeCard,
  retireCard,
  reviseReasons,
  sendBackCard,
  submitCard,
  type InspectedCardFile,
} from "#lib/scoring/index.ts";
import { perform, type Performed } from "#lib/web/perform.ts";

const steps = {
  submit: submitCard,
  approve: approveCard,
  send_back: sendBackCard,
  propose: proposeCard,
  decline: declineCard,
  promote: promoteCard,
  retire: retireCard,
} as const;

const isStep = (name: unknown): name is keyof typeof steps =>
  typeof name === "string" && Object.hasOwn(steps, name);

/** One step of a card's life; whose card it is, is the command's business. */
export async function stepAction(_: FormState, form: FormData): Promise<FormState> {
  const { step, ...input } = Object.fromEntries(form);
  if (!isStep(step)) throw new Error("no such step of a card");
  const performed = await perform(steps[step], input);
  if (performed.ok) revalidatePath("/", "layout");
  return toFormState(performed);
}

const importInto = async (
  path: "/operator/cards" | "/institution/cards",
  form: FormData,
): Promise<FormState> => {
  const { facts, ...input } = Object.fromEntries(form);
  const performed = await perform(draftCard, { ...input, ...renames(facts) });
  if (!performed.ok) return toFormState(performed);
  revalidatePath(path, "layout");
  redirect(`${path}/${performed.result.id}`);
};

export async function importForPlatformAction(_: FormState, form: FormData): Promise<FormState> {
  return importInto("/operator/cards", form);
}

export async function importForInstitutionAction(_: FormState, form: FormData): Promise<FormState> {
  return importInto("/institution/cards", form);
}

/** What a chosen file holds, told before the rest of the form is filled in. */
export async function inspectAction(
  format: "json" | "pmml",
  text: string,
): Promise<Performed<InspectedCardFile>> {
  return perform(inspectCardFile, { format, text });
}

const reviseIn = async (
  path: "/operator/cards" | "/institution/cards",
  form: FormData,
): Promise<FormState> => {
  const [texts, remedies] = [form.getAll("text"), form.getAll("remedy")];
  const reasons = form
    .getAll("code")
    .map((code, at) => ({ code, text: texts[at], remedy: remedies[at] }));
  const performed = await perform(reviseReasons, { id: form.get("id"), reasons });
  if (!performed.ok) return toFormState(performed);
  revalidatePath(path, "layout");
  redirect(`${path}/${performed.result.id}`);
};

export async function reviseForPlatformAction(_: FormState, form: FormData): Promise<FormState> {
  return reviseIn("/operator/cards", form);
}

export async function reviseForInstitutionAction(_: FormState, form: FormData): Promise<FormState> {
  return reviseIn("/institution/cards", form);
}

/** Lines of `field=indicator`; a line without an equals sign names nothing. */
function renames(text: unknown): { facts?: Record<string, string> } {
  const pairs = String(text ?? "")
    .split("\n")
    .map((line) => line.split("=").map((part) => part.trim()))
    .flatMap(([field, fact]) => (field && fact ? [[field, fact] as const] : []));
  return pairs.length > 0 ? { facts: Object.fromEntries(pairs) } : {};
}
