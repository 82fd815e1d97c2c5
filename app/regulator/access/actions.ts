"use server";

import { revalidatePath } from "next/cache";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import { inspectAccess, type Inspected } from "#lib/consent/index.ts";
import { perform } from "#lib/web/perform.ts";

/** Each time leaves its line, so it is asked for by a form and never stands in an address. */
export async function inspectAction(
  _: FormState<Inspected>,
  form: FormData,
): Promise<FormState<Inspected>> {
  const performed = await perform(inspectAccess, Object.fromEntries(form));
  if (performed.ok) revalidatePath("/regulator/access");
  return toFormState(performed);
}
