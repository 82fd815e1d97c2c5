"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import {
  approveTemplate,
  askDryRun,
  draftTemplate,
  retireTemplate,
  sendBackTemplate,
  submitTemplate,
} from "#lib/evaluation/index.ts";
import { perform } from "#lib/web/perform.ts";

const steps = {
  submit: submitTemplate,
  approve: approveTemplate,
  send_back: sendBackTemplate,
  retire: retireTemplate,
} as const;

const isStep = (name: unknown): name is keyof typeof steps =>
  typeof name === "string" && Object.hasOwn(steps, name);

export async function stepAction(_: FormState, form: FormData): Promise<FormState> {
  const { step, ...input } = Object.fromEntries(form);
  if (!isStep(step)) throw new Error("no such step of a template");
  const performed = await perform(steps[step], input);
  if (performed.ok) revalidatePath("/operator/evaluation", "layout");
  return toFormState(performed);
}

export async function dryRunAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(askDryRun, Object.fromEntries(form));
  if (performed.ok) revalidatePath("/operator/evaluation", "layout");
  return toFormState(performed);
}

export async function draftAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(draftTemplate, { text: form.get("text") });
  if (!performed.ok) return toFormState(performed);
  revalidatePath("/operator/evaluation", "layout");
  redirect(`/operator/evaluation/${performed.result.id}`);
}
