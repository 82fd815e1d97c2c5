"use server";

import { revalidatePath } from "next/cache";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import { decideCodeReview, revealReviewPhone } from "#lib/registry/index.ts";
import { perform } from "#lib/web/perform.ts";

export async function decideAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(decideCodeReview, Object.fromEntries(form));
  if (performed.ok) revalidatePath("/operator", "layout");
  return toFormState(performed);
}

export async function revealPhoneAction(
  _: FormState<Readonly<{ phone: string }>>,
  form: FormData,
): Promise<FormState<Readonly<{ phone: string }>>> {
  return toFormState(await perform(revealReviewPhone, Object.fromEntries(form)));
}
