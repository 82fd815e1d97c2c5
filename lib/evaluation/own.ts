import { z } from "zod";
import { readOwn } from "../credit/index.ts";
import { dayOf } from "../kernel/calendar.ts";
import { query } from "../operation/index.ts";
import { evaluate } from "./evaluate.ts";
import { templatesOn } from "./templates/index.ts";

/**
 * The enterprise's own public-credit evaluation by every template in force, from all that is known of
 * it. Looks through the gate, so the look stands in its access log; nothing is kept.
 */
export const readOwnEvaluation = query("credit.read_own", z.object({}), async (call) => {
  const read = await readOwn(call, { purpose: "企业查看本企业公共信用评价" });
  if (!read.granted) return read;
  const evaluations = templatesOn(dayOf(call.now)).map((one) => evaluate(one, read.facts));
  return { granted: true as const, asOf: read.asOf, evaluations };
});
