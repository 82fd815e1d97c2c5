import type { Performed } from "#lib/web/perform.ts";

/** What came of a submitted form, as plain data that crosses to the browser. */
export type FormState<Result = unknown> =
  | Readonly<{ status: "idle" }>
  | Readonly<{ status: "done"; result: Result }>
  | Readonly<{
      status: "refused";
      reason: string;
      message: string;
      fields: Readonly<Record<string, string>>;
    }>;

/** What a form sends to, on the server or in the browser: the answer before, and what was filled in. */
export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

export const idle: FormState<never> = { status: "idle" };

export const toFormState = <Result>(performed: Performed<Result>): FormState<Result> =>
  performed.ok
    ? { status: "done", result: performed.result }
    : {
        status: "refused",
        reason: performed.reason,
        message: performed.message,
        fields: performed.fields,
      };
