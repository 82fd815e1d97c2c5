"use server";

import { revalidatePath } from "next/cache";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import {
  acceptApplication,
  approveApplication,
  disburse,
  rejectApplication,
  settle,
  signContract,
} from "#lib/lending/index.ts";
import type { Operation } from "#lib/operation/index.ts";
import { perform } from "#lib/web/perform.ts";

/** A step that is taken shows at once on the application and in the inbox. */
async function step(operation: Operation<unknown>, input: unknown): Promise<FormState> {
  const performed = await perform(operation, input);
  if (performed.ok) revalidatePath("/institution", "layout");
  return toFormState(performed);
}

export async function acceptAction(_: FormState, form: FormData): Promise<FormState> {
  return step(acceptApplication, Object.fromEntries(form));
}

export async function approveAction(_: FormState, form: FormData): Promise<FormState> {
  return step(approveApplication, Object.fromEntries(form));
}

/** Both answers stand on one page, so the note of this one has a name of its own there. */
export async function rejectAction(_: FormState, form: FormData): Promise<FormState> {
  const { explanation, ...typed } = Object.fromEntries(form);
  const input = { ...typed, codes: form.getAll("codes"), note: explanation };
  const state = await step(rejectApplication, input);
  if (state.status !== "refused") return state;
  const { note, ...fields } = state.fields;
  return { ...state, fields: note === undefined ? fields : { ...fields, explanation: note } };
}

export async function contractAction(_: FormState, form: FormData): Promise<FormState> {
  return step(signContract, Object.fromEntries(form));
}

export async function disburseAction(_: FormState, form: FormData): Promise<FormState> {
  return step(disburse, Object.fromEntries(form));
}

export async function settleAction(_: FormState, form: FormData): Promise<FormState> {
  return step(settle, Object.fromEntries(form));
}
