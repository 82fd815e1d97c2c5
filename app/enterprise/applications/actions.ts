"use server";

import { revalidatePath } from "next/cache";
import { withdrawApplication } from "#lib/lending/index.ts";
import { perform } from "#lib/web/perform.ts";

type Asked = Readonly<{ applicationId: string; seq: number; reason: string }>;

/** The refusal in words, or null when it is withdrawn. */
export async function withdrawApplicationAction(asked: Asked): Promise<string | null> {
  const performed = await perform(withdrawApplication, asked);
  if (!performed.ok) return performed.fields["reason"] ?? performed.message;
  revalidatePath("/enterprise", "layout");
  return null;
}
