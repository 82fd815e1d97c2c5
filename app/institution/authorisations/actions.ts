"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import { requestAuthorisation, takeBackAuthorisationRequest } from "#lib/lending/index.ts";
import { perform } from "#lib/web/perform.ts";

export async function requestAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { ...Object.fromEntries(form), items: form.getAll("items") };
  const performed = await perform(requestAuthorisation, input);
  if (!performed.ok) return toFormState(performed);
  revalidatePath("/institution", "layout");
  redirect(`/institution/authorisations?status=unanswered&sent=${performed.result.number}`);
}

/** The refusal in words, or null when it is taken back. */
export async function takeBackAction(authorisationId: string): Promise<string | null> {
  const performed = await perform(takeBackAuthorisationRequest, { authorisationId });
  if (!performed.ok) return performed.message;
  revalidatePath("/institution", "layout");
  return null;
}
