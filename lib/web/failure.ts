import "server-only";
import { unstable_rethrow } from "next/navigation";
import { isUnreachable, renewPool, Unreachable } from "./database.ts";
import { reportDefect } from "./log.ts";

/** In place of a defect that has been reported; Next prints what is thrown, message, cause and all. */
export class Reported extends Error {
  override readonly name = "Reported";
}

/**
 * What may be thrown into Next instead of the error: fixed words without statement, values or cause.
 * A defect is reported here; Next's own signals (a redirect, a page that is not found) pass on.
 */
export function printable(error: unknown): Error {
  unstable_rethrow(error);
  if (error instanceof Reported || error instanceof Unreachable) return error;
  if (isUnreachable(error)) {
    renewPool();
    return new Unreachable();
  }
  return new Reported(`Defect ${reportDefect(error)}: see the line of this number in the log.`);
}
