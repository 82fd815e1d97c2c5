"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import { applyForProduct } from "#lib/lending/index.ts";
import { closeDemand, postDemand } from "#lib/matching/index.ts";
import { perform } from "#lib/web/perform.ts";

export async function postDemandAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(postDemand, Object.fromEntries(form));
  if (!performed.ok) return toFormState(performed);
  revalidatePath("/enterprise", "layout");
  redirect(`/enterprise/demands/${performed.result.demandId}`);
}

/** A second press finds the application of the first, and goes to it. */
export async function applyAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(applyForProduct, Object.fromEntries(form));
  if (!performed.ok) return toFormState(performed);
  revalidatePath("/enterprise", "layout");
  redirect(`/enterprise/applications/${performed.result.applicationId}`);
}

/** The refusal in words, or null when it is closed. */
export async function closeDemandAction(demandId: string): Promise<string | null> {
  const performed = await perform(closeDemand, { demandId });
  if (!performed.ok) return performed.message;
  revalidatePath("/enterprise", "layout");
  return null;
}
