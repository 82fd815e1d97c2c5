"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import {
  discardDraft,
  draftNextVersion,
  endorseDraft,
  newProduct,
  publishDraft,
  refuseDraft,
  retireProduct,
  saveDraft,
  sendBackDraft,
  submitDraft,
} from "#lib/products/index.ts";
import { perform } from "#lib/web/perform.ts";

const steps = {
  submit: submitDraft,
  endorse: endorseDraft,
  send_back: sendBackDraft,
  publish: publishDraft,
  refuse: refuseDraft,
  discard: discardDraft,
} as const;

const isStep = (name: unknown): name is keyof typeof steps =>
  typeof name === "string" && Object.hasOwn(steps, name);

/** One step of a draft's life; whose it is, is the command's business. */
export async function stepAction(_: FormState, form: FormData): Promise<FormState> {
  const { step, ...input } = Object.fromEntries(form);
  if (!isStep(step)) throw new Error("no such step of a product");
  const performed = await perform(steps[step], input);
  if (performed.ok) revalidatePath("/", "layout");
  return toFormState(performed);
}

export async function newProductAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(newProduct, Object.fromEntries(form));
  if (!performed.ok) return toFormState(performed);
  revalidatePath("/institution/products", "layout");
  redirect(`/institution/products/drafts/${performed.result.id}`);
}

export async function nextVersionAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(draftNextVersion, Object.fromEntries(form));
  if (!performed.ok) return toFormState(performed);
  revalidatePath("/institution/products", "layout");
  redirect(`/institution/products/drafts/${performed.result.id}`);
}

export async function retireAction(_: FormState, form: FormData): Promise<FormState> {
  const performed = await perform(retireProduct, Object.fromEntries(form));
  if (performed.ok) revalidatePath("/", "layout");
  return toFormState(performed);
}

type Saved = FormState<{ seen: number }>;

/** Fields are answered by the names that they have in the editor. */
export async function saveAction(_: Saved, form: FormData): Promise<Saved> {
  const { id, seen, terms } = Object.fromEntries(form);
  const performed = await perform(saveDraft, { id, seen, terms: jsonOf(terms) });
  const state = toFormState(performed);
  if (state.status !== "refused") return state.status === "done" ? state : { status: "idle" };
  const fields = Object.fromEntries(
    Object.entries(state.fields).map(([path, message]) => [path.replace(/^terms\./, ""), message]),
  );
  return { ...state, fields };
}

/** What is no JSON is no draft: the command says so as it does of any other wrong field. */
function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
