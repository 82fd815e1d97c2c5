"use server";

import { refresh } from "next/cache";
import { requireRole } from "#lib/web/session.ts";

/** Draws the page anew, which is one more look through the gate, with its line in the access log. */
export async function lookAgainAction(): Promise<void> {
  await requireRole("loan_officer");
  refresh();
}
