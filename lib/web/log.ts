import "server-only";
import pino from "pino";

/** Structured lines on standard error; fields that could hold personal data are never passed. */
const log = pino(
  { name: "xinqiao-web", redact: ["password", "signingPassword"] },
  pino.destination(2),
);

/** A defect: reported once, where it was caught. */
export function reportDefect(error: unknown): void {
  log.error(
    {
      err:
        error instanceof Error
          ? { name: error.name, message: error.message, stack: error.stack }
          : String(error),
    },
    "defect",
  );
}
