"use server";

import { toFormState, type FormState } from "#components/form/form-state.ts";
import { answerCode, registerEnterprise, type CodeAnswer } from "#lib/onboarding/index.ts";
import { performOpen } from "#lib/web/perform.ts";

type Registered = Awaited<ReturnType<typeof registerEnterprise>>;

export async function registerAction(
  _: FormState<Registered>,
  form: FormData,
): Promise<FormState<Registered>> {
  return toFormState(await performOpen(registerEnterprise, Object.fromEntries(form)));
}

/** What can be said of a code while the person is still typing; null where nothing can be said now. */
export async function answerCodeAction(typed: string): Promise<CodeAnswer | null> {
  const performed = await performOpen((call) => answerCode(call, typed.slice(0, 64)), null);
  return performed.ok ? performed.result : null;
}
