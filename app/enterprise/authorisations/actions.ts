"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import {
  draftAuthorisation,
  renewPlatformAuthorisation,
  signAuthorisation,
  withdrawAuthorisation,
} from "#lib/consent/index.ts";
import { perform } from "#lib/web/perform.ts";

export async function draftAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { ...Object.fromEntries(form), items: form.getAll("items") };
  const performed = await perform(draftAuthorisation, input);
  if (!performed.ok) return toFormState(performed);
  // Where the enterprise came from, so that it can go on with its application after signing.
  const onward = new URLSearchParams();
  for (const name of ["demand", "version"]) {
    const value = form.get(name);
    if (typeof value === "string" && value) onward.set(name, value);
  }
  redirect(`/enterprise/authorisations/${performed.result.id}?${onward.toString()}`);
}

export async function signAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(signAuthorisation, Object.fromEntries(form));
  if (performed.ok) revalidatePath("/enterprise/authorisations", "layout");
  return toFormState(performed);
}

/** The refusal in words, or null when it is withdrawn. */
export async function withdrawAction(authorisationId: string): Promise<string | null> {
  const performed = await perform(withdrawAuthorisation, { authorisationId });
  if (!performed.ok) return performed.message;
  revalidatePath("/enterprise", "layout");
  return null;
}

export async function renewPlatformAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(renewPlatformAuthorisation, Object.fromEntries(form));
  if (performed.ok) revalidatePath("/enterprise", "layout");
  return toFormState(performed);
}
