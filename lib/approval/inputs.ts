import { z } from "zod";

/** Which document a step is about, with a note for its record. */
export const stepInput = z.object({
  id: z.uuid(),
  note: z
    .string()
    .trim()
    .max(500, "最多 500 字")
    .optional()
    .transform((note) => (note === "" ? undefined : note)),
});

/** The same for a step that has to be justified. */
export const stepInputWithReason = stepInput.extend({
  note: z.string().trim().min(2, "请写明理由。").max(500, "最多 500 字"),
});
