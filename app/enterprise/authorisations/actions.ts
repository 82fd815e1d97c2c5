"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { WithdrawChoice } from "#components/consent/bulk-withdraw.tsx";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import {
  draftAuthorisation,
  draftPlatformAuthorisation,
  pauseAuthorisation,
  prepareAuthorisation,
  refuseRequest,
  resumeAuthorisation,
  signAuthorisation,
} from "#lib/consent/index.ts";
import { withdrawAuthorisation, withdrawAuthorisations } from "#lib/lending/index.ts";
import type { Operation } from "#lib/operation/index.ts";
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

export async function prepareAction(_: FormState, form: FormData): Promise<FormState> {
  return shown(prepareAuthorisation, Object.fromEntries(form));
}

export async function signAction(_: FormState, form: FormData): Promise<FormState> {
  return shown(signAuthorisation, Object.fromEntries(form));
}

/** A draft of the platform's authorisation, or the one that is there, to be read like any other. */
export async function platformAction(_: FormState, _form: FormData): Promise<FormState> {
  const performed = await perform(draftPlatformAuthorisation, {});
  if (!performed.ok) return toFormState(performed);
  redirect(`/enterprise/authorisations/${performed.result.id}`);
}

async function shown(operation: Operation<unknown>, input: unknown): Promise<FormState> {
  const performed = await perform(operation, input);
  if (performed.ok) revalidatePath("/enterprise", "layout");
  return toFormState(performed);
}

/** The refusal in words, or null when it is done. */
async function told(operation: Operation<unknown>, input: unknown): Promise<string | null> {
  const performed = await perform(operation, input);
  if (!performed.ok) return performed.message;
  revalidatePath("/enterprise", "layout");
  return null;
}

type Explained = Readonly<{ authorisationId: string; reason: string }>;

export async function withdrawAction(asked: Explained): Promise<string | null> {
  return told(withdrawAuthorisation, asked);
}

export async function refuseAction(asked: Explained): Promise<string | null> {
  return told(refuseRequest, asked);
}

export async function pauseAction(authorisationId: string): Promise<string | null> {
  return told(pauseAuthorisation, { authorisationId });
}

export async function resumeAction(authorisationId: string): Promise<string | null> {
  return told(resumeAuthorisation, { authorisationId });
}

export async function withdrawManyAction(
  choice: WithdrawChoice,
): Promise<{ withdrawn: number } | { problem: string }> {
  const performed = await perform(withdrawAuthorisations, choice);
  if (!performed.ok) return { problem: performed.message };
  revalidatePath("/enterprise", "layout");
  return performed.result;
}
