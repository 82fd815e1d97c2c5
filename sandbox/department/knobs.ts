import { z } from "zod";

/** How a department misbehaves, so that the platform's answer to it can be seen. */
export const Knobs = z.strictObject({
  /** Waits so long before it answers. */
  delayMs: z.coerce.number().int().min(0).max(120_000).default(0),
  /** Answers so many questions with 503, and is well again after them. */
  failTimes: z.coerce.number().int().min(0).max(1_000_000).default(0),
  /** Releases nothing, with this reason. */
  deny: z.string().max(200).default(""),
  /** `rows`: signs what is no record; `signature`: signs something else; `other`: another firm's rows. */
  malformed: z.enum(["", "rows", "signature", "other"]).default(""),
  /** Breaks every connection off, as a server that is down does. */
  stop: z.stringbool().default(false),
});
export type Knobs = z.infer<typeof Knobs>;

export const wellBehaved: Knobs = Knobs.parse({});
