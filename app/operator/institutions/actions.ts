"use server";

import { revalidatePath } from "next/cache";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import { offboardInstitution } from "#lib/lending/index.ts";
import { perform } from "#lib/web/perform.ts";

export type Left = Readonly<{ authorisations: number; applications: number }>;

export async function offboardAction(_: FormState<Left>, form: FormData): Promise<FormState<Left>> {
  const performed = await perform(offboardInstitution, Object.fromEntries(form));
  if (performed.ok) revalidatePath("/operator", "layout");
  return toFormState(performed);
}
