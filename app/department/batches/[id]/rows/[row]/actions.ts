"use server";

import { revalidatePath } from "next/cache";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import { correctQuarantined, dismissQuarantined } from "#lib/intake/index.ts";
import { perform } from "#lib/web/perform.ts";

export type Sent = Readonly<{ submissionId: string }>;

/** Sends the corrected row; what the form holds beside the row's own columns is its id. */
export async function correctAction(
  quarantineId: number,
  _: FormState<Sent>,
  form: FormData,
): Promise<FormState<Sent>> {
  const values = Object.fromEntries(
    // Next adds fields of its own to a form.
    [...form].filter(([name, value]) => typeof value === "string" && !name.startsWith("$")),
  );
  return toFormState(await perform(correctQuarantined, { quarantineId, values }));
}

export async function dismissAction(
  quarantineId: number,
  _: FormState<null>,
  form: FormData,
): Promise<FormState<null>> {
  const performed = await perform(dismissQuarantined, {
    quarantineId,
    reason: form.get("reason"),
  });
  if (performed.ok) revalidatePath("/department", "layout");
  return toFormState(performed);
}
