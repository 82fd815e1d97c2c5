import "server-only";
import { randomBytes } from "node:crypto";
import pino from "pino";
import { describeError } from "./describe-error.ts";

/** Structured lines on standard error; fields that could hold personal data are never passed. */
const log = pino(
  { name: "xinqiao-web", redact: ["password", "signingPassword"] },
  pino.destination(2),
);

/** A defect: reported once, where it was caught, with its cause. Answers the line's number. */
export function reportDefect(error: unknown): string {
  const number = randomBytes(4).toString("hex");
  log.error({ number, err: describeError(error) }, "defect");
  return number;
}
