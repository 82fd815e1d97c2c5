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
