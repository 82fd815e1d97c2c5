"use server";

import { toFormState, type FormState } from "#components/form/form-state.ts";
import { revealPersonal } from "#lib/lending/index.ts";
import type { Personal } from "#lib/registry/index.ts";
import { perform } from "#lib/web/perform.ts";

/** What is revealed goes to the one who asked, and into no page that could be kept. */
export async function revealPersonalAction(
  _: FormState<Personal>,
  form: FormData,
): Promise<FormState<Personal>> {
  return toFormState(await perform(revealPersonal, Object.fromEntries(form)));
}
