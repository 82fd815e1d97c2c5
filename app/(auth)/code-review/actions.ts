"use server";

import { toFormState, type FormState } from "#components/form/form-state.ts";
import { requestCodeReview } from "#lib/registry/index.ts";
import { performOpen } from "#lib/web/perform.ts";

type Requested = Awaited<ReturnType<typeof requestCodeReview>>;

export async function requestCodeReviewAction(
  _: FormState<Requested>,
  form: FormData,
): Promise<FormState<Requested>> {
  return toFormState(await performOpen(requestCodeReview, Object.fromEntries(form)));
}
