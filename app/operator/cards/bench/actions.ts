"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import {
  cancelRun,
  describeTable,
  evaluateCard,
  explainTableRow,
  forgetTable,
  repeatRun,
  takeInCard,
  trainCard,
} from "#lib/bench/index.ts";
import { perform, type Performed } from "#lib/web/perform.ts";

const BENCH = "/operator/cards/bench";

/** Asks for another look at the columns, by the target that was chosen; the table's page follows it. */
export async function describeAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(describeTable, Object.fromEntries(form));
  if (performed.ok) revalidatePath(BENCH, "layout");
  return toFormState(performed);
}

export async function trainAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { ...Object.fromEntries(form), use: form.getAll("use") };
  return toRun(await perform(trainCard, input));
}

export async function evaluateAction(_: FormState, form: FormData): Promise<FormState> {
  return toRun(await perform(evaluateCard, Object.fromEntries(form)));
}

export async function explainAction(_: FormState, form: FormData): Promise<FormState> {
  return toRun(await perform(explainTableRow, Object.fromEntries(form)));
}

export async function takeInAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(takeInCard, Object.fromEntries(form));
  if (!performed.ok) return toFormState(performed);
  revalidatePath("/operator/cards", "layout");
  redirect(`/operator/cards/${performed.result.id}`);
}

/** The refusal in words, or null when it is done. */
export async function cancelAction(id: string): Promise<string | null> {
  const performed = await perform(cancelRun, { id });
  revalidatePath(BENCH, "layout");
  return performed.ok ? null : performed.message;
}

/** Likewise; what was asked once more has a page of its own. */
export async function repeatAction(
  id: string,
): Promise<Readonly<{ problem: string } | { runId: string }>> {
  const performed = await perform(repeatRun, { id });
  if (!performed.ok) return { problem: performed.message };
  revalidatePath(BENCH, "layout");
  return { runId: performed.result.id };
}

export async function forgetAction(id: string): Promise<string | null> {
  const performed = await perform(forgetTable, { id });
  if (!performed.ok) return performed.message;
  revalidatePath(BENCH, "layout");
  redirect(BENCH);
}

function toRun(performed: Performed<Readonly<{ id: string }>>): FormState {
  if (!performed.ok) return toFormState(performed);
  revalidatePath(BENCH, "layout");
  redirect(`${BENCH}/runs/${performed.result.id}`);
}
