"use server";

import { revalidatePath } from "next/cache";
import { toFormState, type FormState } from "#components/form/form-state.ts";
import type { Operation } from "#lib/operation/index.ts";
import {
  approveLimitPolicy,
  declineLimitPolicy,
  proposeLimitPolicy,
  takeBackLimitPolicy,
} from "#lib/scoring/index.ts";
import { perform } from "#lib/web/perform.ts";

async function change(operation: Operation<unknown>, input: unknown): Promise<FormState> {
  const performed = await perform(operation, input);
  if (performed.ok) revalidatePath("/institution", "layout");
  return toFormState(performed);
}

const CAP = "caps.";

/** A cap stands in the field `caps.` with its grade, the name that its error comes back under. */
export async function proposeAction(_: FormState, form: FormData): Promise<FormState> {
  const typed = Object.fromEntries(form);
  const caps = Object.entries(typed).flatMap(([name, value]) =>
    name.startsWith(CAP) ? [[name.slice(CAP.length), value] as const] : [],
  );
  return change(proposeLimitPolicy, { ...typed, caps: Object.fromEntries(caps) });
}

const steps = {
  approve: approveLimitPolicy,
  decline: declineLimitPolicy,
  take_back: takeBackLimitPolicy,
} as const;

const isStep = (name: unknown): name is keyof typeof steps =>
  typeof name === "string" && Object.hasOwn(steps, name);

export async function decideAction(_: FormState, form: FormData): Promise<FormState> {
  const { step, ...input } = Object.fromEntries(form);
  if (!isStep(step)) throw new Error("no such step of a limit policy");
  return change(steps[step], input);
}
