"use server";

import { revalidatePath } from "next/cache";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import { createApiClient, disableApiClient } from "#lib/identity/index.ts";
import { perform } from "#lib/web/perform.ts";

type Created = Readonly<{ clientId: string; secret: string }>;

export async function createClientAction(
  _: FormState<Created>,
  form: FormData,
): Promise<FormState<Created>> {
  const performed = await perform(createApiClient, Object.fromEntries(form));
  if (performed.ok) revalidatePath("/operator/clients");
  return toFormState(performed);
}

/** The refusal in words, or null when it is done. */
export async function disableClientAction(clientId: string): Promise<string | null> {
  const performed = await perform(disableApiClient, { clientId });
  if (!performed.ok) return performed.message;
  revalidatePath("/operator/clients");
  return null;
}
