"use server";

import { revalidatePath } from "next/cache";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import { markRead } from "#lib/notify/index.ts";
import { perform } from "#lib/web/perform.ts";

/** The bell stands on every page, so every page is drawn anew. */
export async function markReadAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(markRead, { messageIds: form.getAll("messageIds") });
  if (performed.ok) revalidatePath("/", "layout");
  return toFormState(performed);
}
