"use server";

import { revalidatePath } from "next/cache";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import { confirmDeletion, type Deletion } from "#lib/consent/index.ts";
import { perform } from "#lib/web/perform.ts";

export async function confirmDeletionAction(
  _: FormState<Deletion>,
  form: FormData,
): Promise<FormState<Deletion>> {
  const input = { accessIds: form.getAll("accessIds"), agreed: form.get("agreed") };
  const performed = await perform(confirmDeletion, input);
  if (performed.ok) revalidatePath("/institution", "layout");
  return toFormState(performed);
}
