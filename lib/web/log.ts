import "server-only";
import pino from "pino";

/** Structured lines on standard error; fields that could hold personal data are never passed. */
const log = pino(
  { name: "xinqiao-web", redact: ["password", "signingPassword"] },
  pino.destination(2),
);

/** The query layer writes a failed statement's values into its message; they are people's data. */
const withoutValues = (text: string) => text.replaceAll(/\nparams:[\s\S]*?(?=\n {4}at |$)/g, "");

/** A defect: reported once, where it was caught, with its cause. */
export function reportDefect(error: unknown): void {
  log.error({ err: described(error) }, "defect");
}

function described(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack = "", cause } = error;
  return {
    name,
    message: withoutValues(message),
    stack: withoutValues(stack),
    ...(cause === undefined ? {} : { cause: described(cause) }),
  };
}
